#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Files that have no name until they are complete, of which nothing is left when their process is killed. Linux has
/// them, on most of its file systems.
enum UnnamedFile {
  /// A file open for writing, in a folder, which is created where it is missing.
  /// - Returns: nil where there are no such files; an error that a file with a name would meet too is left to it.
  static func create(in folder: Path) throws(FileError) -> Int32? {
    guard isSupported else { return nil }
    let first = open(in: folder)
    guard case .failure(let error) = first, error.code == ENOENT else { return try? first.get() }
    try createFolders(folder)
    return try? open(in: folder).get()
  }

  /// Gives a file its name; the value of `errno` if it fails, as where the name is taken.
  static func link(_ descriptor: Int32, as path: Path) -> Int32? {
    // The file itself, without the way through /proc; older systems let only root do that, and call the file missing.
    if linkat(descriptor, "", AT_FDCWD, path.string, emptyPath) == 0 { return nil }
    guard errno == ENOENT else { return errno }
    let source = "\(descriptors)/\(descriptor)"
    return linkat(AT_FDCWD, source, AT_FDCWD, path.string, AT_SYMLINK_FOLLOW) == 0 ? nil : errno
  }

  private static func open(in folder: Path) -> Result<Int32, Errno> {
    System.open(folder, O_WRONLY | flag, mode: 0o666)
  }

  /// Where a file without a name can be found to get one.
  private static let descriptors = "/proc/self/fd"

  #if os(Linux)
    /// `O_TMPFILE`, a macro that Swift does not see.
    private static let flag = 0o20_000_000 | O_DIRECTORY
    /// `AT_EMPTY_PATH`, likewise.
    private static let emptyPath: Int32 = 0x1000
    private static let isSupported = access(descriptors, X_OK) == 0
  #else
    private static let flag: Int32 = 0
    private static let emptyPath: Int32 = 0
    private static let isSupported = false
  #endif
}
