public import Files
import Tensors

extension Autoencoder {
  /// The names of the attribute vectors in the model's folder, in natural order; none if there is no such folder.
  public func attributeNames() throws(FileError) -> [String] {
    let folder = folder / "attributes"
    guard folder.kind == .folder else { return [] }
    return try FolderWalk(folder) { Path($0).ext == "safetensors" }.files
      .filter { $0.components.count == 1 }.map(\.stem)
  }

  /// The attribute vector of a name, or of a path, which has a `/` or ends in `.safetensors`.
  /// - Throws: `AttributeError.unknown` with the nearest name, `AttributeError.otherModel` if it belongs to another
  ///   model, errors of its file.
  public func attribute(_ name: String) throws -> AttributeVector {
    if name.contains("/") || name.hasSuffix(".safetensors") { return try attribute(at: Path(name)) }
    let path = folder / "attributes/\(name).safetensors"
    guard path.kind == .file else {
      throw AttributeError.unknown(name: name, model: self.name, available: try attributeNames())
    }
    return try attribute(at: path)
  }

  /// The attribute vector of a file.
  /// - Throws: as `attribute(_:)`.
  public func attribute(at path: Path) throws -> AttributeVector {
    let vector = try AttributeVector(path)
    try check(vector)
    return vector
  }

  /// Checks that a vector belongs to this model.
  /// - Throws: `AttributeError.otherModel`, `AttributeError.shape`.
  public func check(_ vector: AttributeVector) throws(AttributeError) {
    guard vector.model.fingerprint == fingerprint else {
      throw .otherModel(vector: vector.name, of: vector.model, model: identity)
    }
    let isField = vector.vector.shape.rank == latentShape.rank
    guard vector.fits(latentShape), !isField || description.input.takesAnySize || vector.vector.shape == latentShape
    else { throw .shape(vector: vector.name, expected: latentShape, found: vector.vector.shape) }
  }

  /// The model's name and fingerprint.
  public var identity: AttributeVector.ModelIdentity {
    AttributeVector.ModelIdentity(name: name, fingerprint: fingerprint)
  }
}
