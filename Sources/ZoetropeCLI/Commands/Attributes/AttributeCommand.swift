import ArgumentParser
import Zoetrope

struct AttributeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribute", abstract: "Makes attribute vectors, and tells what they do.",
    discussion: """
      An attribute vector is a direction in a model's latent space: along it faces
      begin to smile, or put on glasses. It is fitted on pictures of which it is
      known whether they have the attribute, belongs to one model, and is named in
      a recipe:
        - add attribute vector: {vector: ./smile.safetensors, strength: 1.5}

      From labelled pictures, by their means or by a logistic regression:
        zoetrope attribute fit smile --model builtin:faces --method logistic \\
          --labels attributes.csv:Smiling --images faces
      Attributes go along with each other: in many collections women smile more
      often, so a smile vector makes faces more female. Two ways against that, and
      `report` shows the difference:
        zoetrope attribute fit smile … --balance male,young
        zoetrope attribute fit smile … --project-out male,young
        zoetrope attribute report smile ./balanced.safetensors male young
      Without labels, along what a folder's pictures differ most; sums of vectors:
        zoetrope attribute components faces --out-dir components
        zoetrope attribute combine "smile - 0.5*male" --out friendly.safetensors
      """,
    subcommands: [
      AttributeFitCommand.self, AttributeReportCommand.self, AttributeCombineCommand.self,
      AttributeComponentsCommand.self, AttributeRebindCommand.self,
    ])
}

/// Where a vector is written.
struct VectorOutput: ParsableArguments {
  @Option(
    name: .long, help: "The file that is written; NAME.safetensors unless said.",
    completion: .file(extensions: ["safetensors"]))
  var out: String?

  @Flag(name: .long, help: "Replace the file if it is there.")
  var overwrite = false

  var existing: AtomicFile.Existing { overwrite ? .overwrite : .error }

  /// The file for a vector, if it may be written.
  func target(_ name: String) throws -> Path {
    let target = Path(out ?? "\(name).safetensors")
    guard overwrite || target.kind == .nothing else { throw FileError(target, .write, .exists) }
    return target
  }
}

/// As `male,young`.
struct NameList: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }), Set(names).count == names.count else { return nil }
  }
}
