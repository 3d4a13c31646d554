import Checkpoints
public import Files
import Tensors

/// The file of a mixture: a safetensors file with the tensors `weights`, `means` and `covariances`, and in its metadata
/// what it was fitted on. A file that another program wrote needs no metadata.
extension MixturePrior {
  /// What is written in the metadata, and tells such a file from others.
  static let format = "zoetrope mixture prior 1"

  /// The name of the file beside `model.yaml`, unless that says another.
  public static let fileName = "prior.safetensors"

  /// Reads a mixture's file.
  /// - Throws: `MixturePriorError`, `CheckpointError` for a damaged file, `FileError`.
  init(_ path: Path, latentShape: Shape, model: AttributeVector.ModelIdentity) throws {
    let file = try SafeTensors(path)
    if let format = file.metadata["format"], format != Self.format { throw MixturePriorError.otherFormat(path) }
    let origin = Origin(file.metadata)
    if let own = origin.model, own.fingerprint != model.fingerprint {
      throw MixturePriorError.otherModel(path, of: own, model: model)
    }
    var tensors: [String: Tensor] = [:]
    for name in [Name.weights, Name.means, Name.covariances] { tensors[name] = try file.floats(name) }
    do { try self.init(tensors, latentShape: latentShape, origin: origin) } catch {
      throw MixturePriorError.file(path, error)
    }
  }

  /// Writes the mixture's file, whole or not at all.
  /// - Throws: `FileError`.
  public func write(to path: Path, existing: AtomicFile.Existing) throws {
    var metadata = origin.metadata
    metadata["format"] = Self.format
    metadata["latent"] = latentShape.description
    try SafeTensors.write(tensors, metadata: metadata, to: path, existing: existing)
  }

  /// The same for a copy of the model with other weights.
  func rebound(to model: AttributeVector.ModelIdentity) throws(MixturePriorProblem) -> MixturePrior {
    var origin = origin
    origin.model = model
    return try MixturePrior(tensors, latentShape: latentShape, origin: origin)
  }
}

extension MixturePrior.Origin {
  fileprivate init(_ metadata: [String: String]) {
    self.init(
      model: metadata["fingerprint"].map { .init(name: metadata["model"] ?? "", fingerprint: $0) },
      source: metadata["source"] ?? "", pictures: metadata["pictures"].flatMap { Int($0) })
  }

  fileprivate var metadata: [String: String] {
    var values = ["source": source]
    values["model"] = model?.name
    values["fingerprint"] = model?.fingerprint
    values["pictures"] = pictures.map { "\($0)" }
    return values
  }
}
