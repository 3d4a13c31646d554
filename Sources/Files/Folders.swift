#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What lies at a path.
public enum PathKind: Hashable, Sendable {
  /// Nothing, or nothing that may be seen.
  case nothing
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A pipe, a device or a socket.
  case special
}

extension Path {
  /// What lies there, links followed.
  public var kind: PathKind {
    guard case .success(let status) = System.status(self) else { return .nothing }
    return status.isFolder ? .folder : status.isFile ? .file : .special
  }

  /// The absolute path with links and `..` resolved.
  /// - Throws: if nothing lies there.
  public func resolved() throws(FileError) -> Path {
    guard let real = realpath(string, nil) else { throw FileError(self, .read, code: errno) }
    defer { free(real) }
    return Path(String(cString: real))
  }
}

/// Creates a folder and the ones it lies in, as far as they are missing.
public func createFolders(_ path: Path) throws(FileError) {
  if mkdir(path.string.isEmpty ? "." : path.string, 0o777) == 0 { return }
  switch errno {
  case EEXIST:
    guard path.kind == .folder else { throw FileError(path, .createFolder, .notDirectory) }
  case ENOENT where path.parent != path.normalised:
    try createFolders(path.parent)
    if mkdir(path.string, 0o777) != 0, path.kind != .folder { throw FileError(path, .createFolder, code: errno) }
  case let code:
    if path.kind != .folder { throw FileError(path, .createFolder, code: code) }
  }
}
