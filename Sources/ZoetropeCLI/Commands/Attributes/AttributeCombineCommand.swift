import ArgumentParser
import Zoetrope

struct AttributeCombineCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "combine", abstract: "Makes a vector of a sum of vectors.",
    discussion: """
      The terms are vectors by name or path, with a factor before a * if it is not
      1; plus and minus stand between blanks:
        zoetrope attribute combine "smile - 0.5*male" --out friendly.safetensors
      A strength of 1 moves a latent by the whole sum. All vectors must belong to
      the model. The sum acts where its terms act; it has no accuracy, and knows no
      `unit: sigma` and no `reach`, since it was fitted on nothing.
      """)

  @Argument(help: "The sum, in quotes.")
  var expression: String

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  @Option(name: .long, help: "The file that is written.", completion: .file(extensions: ["safetensors"]))
  var out: String

  @Flag(name: .long, help: "Replace the file if it is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    let sum = try VectorExpression(expression)
    let model = try Models.load(model)
    let target = Path(out)
    guard overwrite || target.kind == .nothing else { throw FileError(target, .write, .exists) }
    let vector = try model.combine(sum, name: target.stem)
    try vector.write(to: target, existing: overwrite ? .overwrite : .error)
    let footprint = vector.footprint == nil ? ", without a footprint, since a term has none" : ""
    Console.message("\(target): \(sum), length \(AttributeText.rounded(Double(vector.gap)))" + footprint)
    return .done
  }
}
