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
    let metadata = Metadata(path: path, values: file.metadata)
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
      sigma: Float(metadata.number("sigma")),
      model: ModelIdentity(name: metadata.text("model"), fingerprint: metadata.text("fingerprint")),
      origin: Origin(
        method: metadata.text("method"),
        fitted: ClassCounts(with: metadata.count("with"), without: metadata.count("without")),
        heldOut: ClassCounts(with: metadata.count("held out with"), without: metadata.count("held out without")),
        accuracy: metadata.number("accuracy"), source: metadata.text("source")),
      footprint: footprint)
  }

  /// Writes the vector's file, whole or not at all.
  /// - Throws: `FileError`.
  public func write(to path: Path, existing: AtomicFile.Existing) throws {
    var tensors = [Self.tensorName: vector]
    tensors[Self.footprintName] = footprint?.weights
    try SafeTensors.write(tensors, metadata: metadata, to: path, existing: existing)
  }

  private var metadata: [String: String] {
    [
      "format": Self.format, "name": name, "model": model.name, "fingerprint": model.fingerprint,
      "latent": vector.shape.description, "gap": "\(gap)", "sigma": "\(sigma)", "method": origin.method,
      "with": "\(origin.fitted.with)", "without": "\(origin.fitted.without)",
      "held out with": "\(origin.heldOut.with)", "held out without": "\(origin.heldOut.without)",
      "accuracy": "\(origin.accuracy)", "source": origin.source,
    ]
  }
}

/// The metadata of a file, read by name.
private struct Metadata {
  let path: Path
  let values: [String: String]

  func text(_ name: String) throws(AttributeError) -> String {
    guard let value = values[name] else { throw .file(path, missing: "\"\(name)\" in its metadata") }
    return value
  }

  /// A finite number, at least 0.
  func number(_ name: String) throws(AttributeError) -> Double {
    guard let value = Double(try text(name)), value.isFinite, value >= 0 else {
      throw .file(path, missing: "a number \"\(name)\" in its metadata")
    }
    return value
  }

  func count(_ name: String) throws(AttributeError) -> Int {
    guard let value = Int(try text(name)), value >= 0 else {
      throw .file(path, missing: "a count \"\(name)\" in its metadata")
    }
    return value
  }
}
