import ArgumentParser
import Zoetrope

struct StagesCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Lists the stages of the recipe language, or explains one.")

  @Argument(help: "A stage, as \"sample z\" or sample-z; all unless said.")
  var name: [String] = []

  @Flag(name: .long, help: "Only the names, a line each.")
  var names = false

  func execute() throws -> ExitStatus {
    let catalogue = Catalogue.standard
    if names {
      Console.output(catalogue.stages.map(\.name).joined(separator: "\n"))
      return .done
    }
    guard !name.isEmpty else {
      Console.output(StageReference.list(catalogue))
      return .done
    }
    let wanted = name.joined(separator: " ")
    guard let stage = catalogue[wanted] else {
      throw UsageError("there is no stage \"\(wanted)\"\(catalogue.hint(for: wanted))")
    }
    Console.output(StageReference.page(stage))
    return .done
  }
}
