import Checkpoints
import Documents
import Files
import Tensors

/// State dicts: tensors with names, in one file or in an encoder's and a decoder's.
enum StateDictSource: ImportSource {
  static let summary = "state dicts: safetensors, PyTorch's .pth and .pt (zip and legacy), NumPy's .npz"

  static func recognises(_ paths: [Path]) throws -> Bool {
    try paths.allSatisfy { path in
      guard path.kind != .folder else { return false }
      return try TensorFileKind(path) != nil
    }
  }

  static func read(_ paths: [Path], _ settings: ImportSettings) throws -> ImportedModel {
    let stores = try paths.map { try TensorFileKind.open($0) }
    let weights = try WeightInventory(stores, prefixes: try prefixes(stores), leftOut: settings.leftOut)
    return try model(weights, settings, paths)
  }

  /// What stands before the names of each file. Two files are told apart by their names.
  private static func prefixes(_ stores: [any TensorStore]) throws(ImportError) -> [String] {
    if stores.count == 1 { return [""] }
    let names = stores.map { $0.path.stem.lowercased() }
    let prefixes = names.map { $0.contains("enc") ? "encoder." : $0.contains("dec") ? "decoder." : "" }
    guard stores.count == 2, Set(prefixes) == ["encoder.", "decoder."] else {
      throw .files(stores.map { $0.path.string })
    }
    // Files that say it themselves are left as they are.
    return zip(stores, prefixes).map { store, prefix in
      store.names.allSatisfy { $0.hasPrefix(prefix) } ? "" : prefix
    }
  }

  static func model(
    _ weights: WeightInventory, _ settings: ImportSettings, _ paths: [Path]
  ) throws -> ImportedModel {
    let name = paths[0].stem
    guard let architecture = try Architectures.choose(weights, settings) else {
      throw ImportError.unsupported("\(paths[0]): there are no tensors of floating-point numbers in it")
    }
    let blueprint: Blueprint
    do throws(ImportError) { blueprint = try architecture.blueprint(weights, settings) } catch {
      guard case .ambiguous(let question) = error, settings.architecture == nil else { throw error }
      return try ModelOutline(weights).model(name, paths, openQuestion: question)
    }
    return try model(blueprint, of: architecture.name, weights, paths, name: name)
  }

  /// The model that a template made.
  static func model(
    _ blueprint: Blueprint, of architecture: String, _ weights: WeightInventory, _ paths: [Path], name: String
  ) throws -> ImportedModel {
    var model = ImportedModel(
      name: name, description: blueprint.description, tensors: try tensors(weights, blueprint), sources: paths)
    model.origins = weights.origins(blueprint.layouts)
    model.precision = weights.precision
    model.assumptions = [
      Assumption("the architecture is \(architecture)", change: "--architecture NAME, of `zoetrope architectures`")
    ]
    model.assumptions += blueprint.assumptions
    return model
  }

  static func tensors(_ weights: WeightInventory, _ blueprint: Blueprint) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for name in weights.names where !blueprint.unused.contains(name) {
      tensors[name] = try weights.tensor(name, blueprint.layouts[name])
    }
    return tensors
  }
}
