#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes all bytes to an open descriptor, as to standard output.
public func writeAll(_ bytes: [UInt8], toDescriptor descriptor: Int32) throws(FileError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let result = rest.withUnsafeBytes { System.write(descriptor, $0) }
    rest = rest.dropFirst(try result.get(Path("standard output"), .write))
  }
}

/// Removes a file.
/// - Throws: also if there is none.
public func removeFile(_ path: Path) throws(FileError) {
  _ = try System.retrying { Int(unlink(path.string)) }.get(path, .write)
}

/// Whether files can be created in a folder, or the folder created: the nearest folder that exists is one, and lets us.
/// - Throws: why not.
public func checkCreatable(in folder: Path) throws(FileError) {
  var place = folder.normalised
  while place.kind == .nothing, place.parent != place { place = place.parent }
  guard place.kind == .folder else { throw FileError(place, .write, .notDirectory) }
  guard access(place.string, W_OK | X_OK) == 0 else { throw FileError(place, .write, .permission) }
}
