import ArgumentParser
import Zoetrope

struct ArchitecturesCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "architectures", abstract: "Lists the architectures that `zoetrope import` knows.",
    discussion: "The first that fits the names of the tensors is taken; --architecture names another.")

  func execute() throws -> ExitStatus {
    let rows = ArchitectureSummary.all.map { [$0.name, $0.summary] }
    Console.output(TextTable.text([["architecture", "models"]] + rows))
    return .done
  }
}
