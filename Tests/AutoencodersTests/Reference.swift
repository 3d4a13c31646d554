import Autoencoders
import Files
import Kernels

/// Files beside the checkout that tests use where they are there: models, data, golden tensors.
enum Reference {
  /// The package's root.
  static let root = Path(#filePath).parent.parent.parent

  /// The folder beside it.
  static let shared = root.parent / "shared"

  static let celeba64 = shared / "models/celeba64"
  static let celeba = shared / "data/celeba"

  /// Whether the reference model is there; tests of it are skipped where it is not.
  static var hasModel: Bool { (celeba64 / "weights.safetensors").kind == .file }

  /// Whether the labelled faces are there; tests on them are skipped where they are not.
  static var hasFaces: Bool { (celeba / "attributes.csv").kind == .file }

  /// The reference model in float32, from a folder that links to its weights.
  static func model(_ kernels: any Kernels = StandardKernels.make()) throws -> Autoencoder {
    let folder = try TemporaryFolder()
    try folder.copy(root / "Tests/AutoencodersTests/Models/celeba64/model.yaml", to: "model.yaml")
    try folder.link(celeba64 / "weights.safetensors", to: "weights.safetensors")
    return try Autoencoder(folder: folder.path, kernels: kernels)
  }
}
