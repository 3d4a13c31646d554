import Checkpoints
import Documents
import Files
import Tensors

/// A model folder: `model.yaml`, `weights.safetensors`, `attributes/NAME.safetensors`, `README.md`.
struct ModelFolder {
  /// Where it lies.
  let folder: Path

  /// Its `model.yaml`.
  let document: ModelDocument

  /// Its `weights.safetensors`.
  let weights: SafeTensors

  static let descriptionName = "model.yaml"
  static let weightsName = "weights.safetensors"

  init(_ folder: Path) throws {
    self.folder = folder
    let path = folder / Self.descriptionName
    let bytes = try readFile(path, limit: YAML.maximumSize)
    document = try ModelDocument(SourceFile(name: path.string, bytes: bytes))
    weights = try SafeTensors(folder / Self.weightsName)
  }

  /// The mixture that it carries, checked; nil if `model.yaml` names none.
  /// - Throws: `MixturePriorError`, `CheckpointError`, `FileError`.
  func mixture(latentShape: Shape, model: AttributeVector.ModelIdentity) throws -> MixturePrior? {
    try document.mixtureName.map { try MixturePrior(folder / $0, latentShape: latentShape, model: model) }
  }

  /// SHA-256 over the float tensors and the architecture; `Fingerprint` says which bytes.
  func fingerprint() throws -> String { try Fingerprint(weights, architecture: document.architecture).hex }
}
