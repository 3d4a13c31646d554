public import Checkpoints
import Documents
public import Files
import Tensors

extension Autoencoder {
  /// Writes a copy of a model folder with its weights in another type; float16 halves their size.
  ///
  /// Only what makes the model is copied: `model.yaml` as it is, the tensors of a floating-point type, and the mixture of
  /// its prior, whose latents the rounding hardly moves. The copy is another model: its fingerprint differs, so attribute
  /// vectors must be fitted again.
  /// - Returns: the fingerprint of the copy.
  /// - Throws: `FileError`, `CheckpointError` (a value that float16 cannot hold), `Diagnostics`.
  @discardableResult
  public static func convert(
    from source: Path, to target: Path, as type: SafeTensors.FloatType, existing: AtomicFile.Existing
  ) throws -> String {
    let model = try ModelFolder(source)
    let names = model.weights.names.filter { model.weights.type(of: $0)?.isFloat == true }
    let tensors = try Dictionary(uniqueKeysWithValues: names.map { ($0, try model.weights.tensor($0)) })
    try SafeTensors.write(tensors, as: type, to: target / ModelFolder.weightsName, existing: existing)
    try AtomicFile.write(
      Array(model.document.file.text.utf8), to: target / ModelFolder.descriptionName, existing: existing)
    return try copyMixture(of: model, to: target, existing)
  }

  /// - Returns: the fingerprint of the copy.
  private static func copyMixture(
    of model: ModelFolder, to target: Path, _ existing: AtomicFile.Existing
  ) throws -> String {
    let copy = try ModelFolder(target)
    let fingerprint = try copy.fingerprint()
    guard let name = copy.document.mixtureName, let shape = copy.document.description.prior?.mean.shape else {
      return fingerprint
    }
    let modelName = model.document.description.name
    let own = AttributeVector.ModelIdentity(name: modelName, fingerprint: try model.fingerprint())
    let mixture = try model.mixture(latentShape: shape, model: own)
    try mixture?.rebound(to: .init(name: modelName, fingerprint: fingerprint)).write(
      to: target / name, existing: existing)
    return fingerprint
  }
}
