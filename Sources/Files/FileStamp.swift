#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What tells whether a file has changed since it was last looked at, without reading it.
public struct FileStamp: Hashable, Sendable {
  /// Bytes.
  public let size: Int
  /// When it was last written, in nanoseconds since 1970.
  public let modified: Int

  /// What was noted of a file.
  public init(size: Int, modified: Int) {
    self.size = size
    self.modified = modified
  }

  /// What the file system says of a file, links followed.
  /// - Throws: if there is no such file, or it cannot be looked at.
  public init(of path: Path) throws(FileError) {
    let status = try System.status(path).get(path, .read)
    size = Int(status.st_size)
    modified = status.modified
  }
}
