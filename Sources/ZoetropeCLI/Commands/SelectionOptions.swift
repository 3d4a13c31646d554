import ArgumentParser
import Zoetrope

/// Which items take part.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Only the first so many items of each source: try five first.", valueName: "n"))
  var limit: Int?

  @Option(name: .long, help: ArgumentHelp("Only the item of this key; may be repeated.", valueName: "key"))
  var only: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what an earlier run could not do, as its failure list says.", valueName: "failures.ndjson"),
    completion: .file(extensions: ["ndjson"]))
  var from: String?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
  }

  /// Puts the choice into a run's settings.
  func apply(to settings: inout RunSettings) throws {
    settings.restriction.limit = limit
    settings.restriction.only = only.isEmpty ? nil : Set(only)
    settings.retrying = try from.map { try FailureFile.keys(in: Path($0)) }
  }
}
