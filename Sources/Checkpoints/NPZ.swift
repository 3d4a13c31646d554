internal import Archives
public import Files
internal import Tensors

/// NumPy's format for several arrays: a zip archive of `.npy` files, compressed or not.
public enum NPZ {
  /// Reads all arrays.
  /// - Throws: `ArchiveError`, `NPYError` that names the array, `FileError`.
  public static func read(_ path: Path) throws -> TensorDictionary {
    let archive = try ZipArchive(path)
    var tensors: [String: Tensor] = [:]
    var types: [String: ElementType] = [:]
    for member in archive.members where member.name.hasSuffix(".npy") {
      let name = String(member.name.dropLast(".npy".count))
      let bytes = try archive.bytes(of: member)
      tensors[name] = try NPY.decode(bytes, name: "\(path): \(member.name)")
      types[name] = NPY.type(of: bytes)
    }
    guard !tensors.isEmpty else { throw ArchiveError(path, .missing(member: "NAME.npy")) }
    return TensorDictionary(tensors, types: types, path: path)
  }
}
