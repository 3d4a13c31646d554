import Checkpoints
import Files

/// The folder of a model of the library diffusers: `config.json` and `diffusion_pytorch_model.safetensors` (or `.bin`), or the
/// folder of a whole pipeline with such a folder `vae` in it.
enum DiffusersSource: ImportSource {
  static let summary = "diffusers folders of AutoencoderKL and AutoencoderTiny (config.json)"

  static func recognises(_ paths: [Path]) throws -> Bool { paths.count == 1 && folder(paths[0]) != nil }

  private static func folder(_ path: Path) -> Path? {
    [path, path / "vae"].first { ($0 / "config.json").kind == .file }
  }

  static func read(_ paths: [Path], _ settings: ImportSettings) throws -> ImportedModel {
    let folder = folder(paths[0]) ?? paths[0]
    let configuration = try DiffusersConfiguration(folder / "config.json")
    let store = try TensorFileKind.open(try weights(in: folder))
    let inventory = try WeightInventory([store], prefixes: [""], leftOut: settings.leftOut) {
      AttentionNames.current($0)
    }
    let name = paths[0].name.isEmpty ? "vae" : paths[0].name
    switch configuration.className {
    case "AutoencoderKL":
      var template = try AutoencoderKL(configuration, inventory, settings)
      return try StateDictSource.model(
        try template.blueprint(), of: AutoencoderKL.name, inventory, [folder / store.path.name], name: name)
    case "AutoencoderTiny":
      try checkTiny(configuration)
      return try StateDictSource.model(
        try TinyAutoencoder.blueprint(inventory, settings, takesSymmetric: true), of: TinyAutoencoder.name, inventory,
        [folder / store.path.name], name: name)
    case let other:
      throw ImportError.configuration(
        file: configuration.path.string,
        "the class is \"\(other)\"; AutoencoderKL and AutoencoderTiny are imported")
    }
  }

  /// The template of the family has what all of its models have; a configuration could say otherwise.
  private static func checkTiny(_ configuration: DiffusersConfiguration) throws(ImportError) {
    for (name, usual) in [("act_fn", "relu"), ("upsample_fn", "nearest")] {
      let said = try configuration.text(name, default: usual)
      guard said == usual else {
        throw .configuration(
          file: configuration.path.string, "\"\(name)\" is \"\(said)\"; only \"\(usual)\" is supported")
      }
    }
    guard try configuration.integer("upsampling_scaling_factor", default: 2) == 2 else {
      throw .configuration(file: configuration.path.string, "only an \"upsampling_scaling_factor\" of 2 is supported")
    }
  }

  /// The file of the weights; of several, that with all their digits.
  private static func weights(in folder: Path) throws -> Path {
    let names = ["", ".fp16", ".bf16"].map { "diffusion_pytorch_model\($0)" }
    let candidates = names.flatMap { [folder / "\($0).safetensors", folder / "\($0).bin"] }
    guard let path = candidates.first(where: { $0.kind == .file }) else {
      throw FileError(candidates[0], .read, .notFound)
    }
    return path
  }
}

/// Names that attention had before diffusers 0.18.
enum AttentionNames {
  private static let renamed = ["query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0"]

  static func current(_ name: String) -> String {
    guard name.contains(".attentions.") else { return name }
    let parts = name.split(separator: ".").map(String.init)
    return parts.map { renamed[$0] ?? $0 }.joined(separator: ".")
  }
}
