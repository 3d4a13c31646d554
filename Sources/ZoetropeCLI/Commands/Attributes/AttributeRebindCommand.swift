import ArgumentParser
import Zoetrope

struct AttributeRebindCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebind", abstract: "Gives a vector to another model that computes the same.",
    discussion: """
      A copy of a model in float16 is another model, which refuses the vectors of
      the first. This holds both against each other on pictures, at least 10: where
      the places along the vector differ by at most 0.01 gaps and the decoded
      pictures, with the vector and without, by at most 2/255, the vector is
      written for the other model.
        zoetrope attribute rebind smile --from faces --model faces-half \\
          --images samples --out smile.safetensors
      """)

  @Argument(help: "The vector, by its name in its model or by path.")
  var vector: String

  @Option(name: .long, help: "The model that it belongs to.", completion: .directory)
  var from: String

  @Option(name: .long, help: "The model that it is for.", completion: .directory)
  var model: String

  @OptionGroup var pictures: PictureOptions

  @OptionGroup var output: VectorOutput

  func execute() throws -> ExitStatus {
    let (own, model) = (try Models.load(from), try Models.load(model))
    let vector = try own.attribute(vector)
    let target = try output.target(vector.name)
    let paths = try pictures.files()
    let (rebound, agreement) = try vector.rebound(
      to: model, from: own, on: paths, pictures.reader(for: model))
    try rebound.write(to: target, existing: output.existing)
    Console.message(
      "\(target): for \(model.name) (\(model.fingerprint.prefix(12))); on \(paths.count) pictures the models differ by "
        + "\(AttributeText.rounded(agreement.place, digits: 4)) gaps and \(AttributeText.rounded(agreement.sample * 255)) "
        + "of 255 steps")
    return .done
  }
}
