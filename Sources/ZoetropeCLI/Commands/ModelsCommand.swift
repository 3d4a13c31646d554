import ArgumentParser
import Zoetrope

struct ModelsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Lists the models that come with Zoetrope.")

  func execute() throws -> ExitStatus {
    let models = ResourceFolders().models()
    guard !models.isEmpty else {
      throw ModelsMissing(places: ResourceFolders().folders.map(\.string))
    }
    let rows = try models.map { name, folder -> [String] in
      let model = try Models.load(folder.string)
      return [
        "builtin:\(name)", "\(model.pictureShape)", "\(model.latentShape)", "\(model.summary.parameters)",
        try model.attributeNames().joined(separator: ", "),
      ]
    }
    Console.output(TextTable.text([["model", "pictures", "latents", "parameters", "attribute vectors"]] + rows))
    return .done
  }
}

/// No model folder lies where models are looked for.
struct ModelsMissing: Error, CustomStringConvertible {
  let places: [String]
  var description: String {
    "there are no models; looked in \(places.joined(separator: ", ")); set ZOETROPE_HOME to the folder that holds Models"
  }
}
