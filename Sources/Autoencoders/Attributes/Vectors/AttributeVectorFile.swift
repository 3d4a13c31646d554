import Checkpoints
public import Files
import Tensors

/// The file of an attribute vector: a safetensors file with a tensor `vector`, if it was measured a tensor `footprint`,
/// and in its metadata everything else.
extension AttributeVector {
  /// What is written in the metadata, and what tells such a file from others.
  private static let format = "zoetrope attribute vector 1"

  /// The tensors' names.
  private static let tensorName = "vector"
  private static let footprintName = "footprint"

  /// Reads a vector's file.
  /// - Throws: `AttributeError.file` if it is another kind of file or lacks something, `CheckpointError`, `FileError`.
  public init(_ path: Path) throws {
    let file = try SafeTensors(path)
    let metadata = AttributeMetadata(path: path, values: file.metadata)
    guard file.metadata["format"] == Self.format else {
      throw AttributeError.file(path, missing: "the format \"\(Self.format)\"")
    }
    guard let vector = try file.floats(Self.tensorName) else {
      throw AttributeError.file(path, missing: "the tensor \"\(Self.tensorName)\"")
    }
    let name = try metadata.text("name")
    let footprint = try file.floats(Self.footprintName).map { weights in try Footprint(weights, of: name) }
    try self.init(
      name: name, vector: vector, gap: Float(metadata.number("gap")),
      sigma: Float(metadata.number("sigma")), zero: metadata.optional("zero", Float.init),
      model: ModelIdentity(name: metadata.text("model"), fingerprint: metadata.text("fingerprint")),
      origin: metadata.origin(), footprint: footprint)
  }

  /// Writes the vector's file, whole or not at all.
  /// - Throws: `FileError`.
  public func write(to path: Path, existing: AtomicFile.Existing) throws {
    var tensors = [Self.tensorName: vector]
    tensors[Self.footprintName] = footprint?.weights
    try SafeTensors.write(tensors, metadata: metadata, to: path, existing: existing)
  }

  private var metadata: [String: String] {
    var values = [
      "format": Self.format, "name": name, "model": model.name, "fingerprint": model.fingerprint,
      "latent": vector.shape.description, "gap": "\(gap)", "sigma": "\(sigma)",
    ]
    values["zero"] = zero.map { "\($0)" }
    return values.merging(origin.metadata) { $1 }
  }
}
