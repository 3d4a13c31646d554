import ArgumentParser
import Zoetrope

struct StagesCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Lists the stages of the recipe language, or explains one.")

  @Argument(help: "A stage, as \"sample z\" or sample-z; all unless said.")
  var name: [String] = []

  func execute() throws -> ExitStatus {
    let catalogue = Catalogue.standard
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
