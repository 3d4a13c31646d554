import ArgumentParser
import Zoetrope

struct AttributesCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes", abstract: "Lists the attribute vectors of a model, with gap and accuracy.",
    discussion: """
      The gap is the distance of the class means along the vector: what a strength of 1 moves a latent. The accuracy is
      that of telling the classes apart along the vector, on pictures that were held out of the fit.
      """)

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let rows = try model.attributeNames().map { name -> [String] in
      let vector = try model.attribute(name)
      let origin = vector.origin
      return [
        name, AttributeText.rounded(Double(vector.gap)), AttributeText.rounded(Double(vector.sigma)),
        origin.accuracy.map(AttributeText.percent) ?? "–", "\(origin.fitted.with)", "\(origin.fitted.without)",
        origin.method,
      ]
    }
    guard !rows.isEmpty else {
      Console.message("\(model.name) has no attribute vectors; `zoetrope attribute fit` makes one")
      return .done
    }
    Console.output(TextTable.text([["vector", "gap", "sigma", "accuracy", "with", "without", "method"]] + rows))
    return .done
  }
}
