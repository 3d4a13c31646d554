#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that appears whole or not at all.
///
/// It has no name while it is written, or where the system cannot do that, one of its own in the same folder,
/// `.NAME.zoetrope-XXXXXX`, and takes its real name in one step when it is complete: the bytes reach the disk first
/// (fsync). The folder itself is not synchronised: when the machine loses power, the newest files may be missing, but
/// none is ever half there. A file that is not committed vanishes when it goes out of scope. Even a killed process leaves
/// nothing of one without a name; the pattern of the others tells what they are.
public struct AtomicFile: ~Copyable {
  /// What to do with a file that has the name already.
  public enum Existing: Sendable {
    /// Leave it and throw; also when it appears while the new one is being written.
    case error
    /// Put the new one in its place, with its permissions.
    case overwrite
  }

  /// The path that the file will have.
  public let path: Path

  private let target: Path
  /// The name it is written under; nil while it has none.
  private let temporary: Path?
  private let existing: Existing
  private let synchronised: Bool
  private(set) var descriptor: Int32
  private var isPending = true

  /// Begins a file; folders that are missing are created.
  /// - Parameter synchronised: whether the bytes reach the disk before the file takes its name.
  /// - Throws: also if the file exists and must not be overwritten, or is a folder or a device.
  public init(_ path: Path, existing: Existing, synchronised: Bool = true) throws(FileError) {
    let (target, mode) = try Self.target(path, existing)
    let temporary: Path?
    let descriptor: Int32
    if let unnamed = try UnnamedFile.create(in: target.parent) {
      (temporary, descriptor) = (nil, unnamed)
    } else {
      let hidden = Self.temporaryPath(for: target)
      (temporary, descriptor) = (hidden, try Self.create(hidden, for: path))
    }
    if let mode { fchmod(descriptor, mode) }
    self.path = path
    self.target = target
    self.temporary = temporary
    self.existing = existing
    self.synchronised = synchronised
    self.descriptor = descriptor
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isPending, let temporary { unlink(temporary.string) }
  }

  /// Adds bytes at the end.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let buffer = UnsafeRawBufferPointer(rebasing: rest)
      let count = try System.write(descriptor, buffer).get(path, .write)
      rest = rest.dropFirst(count)
    }
  }

  /// Adds bytes at the end.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    let result = bytes.withUnsafeBytes { buffer in Result { () throws(FileError) in try append(buffer) } }
    try result.get()
  }

  /// Gives the file its name.
  public consuming func commit() throws(FileError) {
    if synchronised { _ = try System.retrying { Int(fsync(descriptor)) }.get(path, .write) }
    if let temporary { try commit(temporary) } else { try commitUnnamed() }
    isPending = false
  }

  private mutating func commit(_ temporary: Path) throws(FileError) {
    // A disk that is full may say so only now. What close reports as interrupted is closed nevertheless.
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0, errno != EINTR { throw FileError(path, .write, code: errno) }
    switch existing {
    case .overwrite: try rename(temporary)
    case .error:
      if let code = renameExclusively(from: temporary, to: target) { throw FileError(path, .write, code: code) }
    }
  }

  private func commitUnnamed() throws(FileError) {
    guard let code = UnnamedFile.link(descriptor, as: target) else { return }
    guard code == EEXIST, existing == .overwrite else { throw FileError(path, .write, code: code) }
    // Only a file with a name can take the place of another.
    let temporary = Self.temporaryPath(for: target)
    if let code = UnnamedFile.link(descriptor, as: temporary) { throw FileError(path, .write, code: code) }
    do { try rename(temporary) } catch {
      unlink(temporary.string)
      throw error
    }
  }

  private func rename(_ temporary: Path) throws(FileError) {
    if systemRename(temporary.string, target.string) != 0 { throw FileError(path, .write, code: errno) }
  }

  /// Removes what was written.
  public consuming func abandon() {}
}

extension AtomicFile {
  /// Writes a whole file in one go; folders that are missing are created.
  public static func write(
    _ bytes: [UInt8], to path: Path, existing: Existing, synchronised: Bool = true
  ) throws(FileError) {
    var file = try AtomicFile(path, existing: existing, synchronised: synchronised)
    try file.append(bytes)
    try file.commit()
  }

  /// Whether a name is that of a file which was being written when its process was killed.
  public static func isLeftover(_ name: String) -> Bool {
    guard name.hasPrefix("."), let mark = name.utf8.lastIndex(of: UInt8(ascii: "-")) else { return false }
    return name[..<mark].hasSuffix(".zoetrope") && name.utf8[mark...].count == 7
  }

  private static func temporaryPath(for target: Path) -> Path {
    target.parent.appending(Path(temporaryName(for: target.name)))
  }

  /// The name is shortened where it would be too long with what is added.
  static func temporaryName(for name: String) -> String {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    let random = String((0..<6).compactMap { _ in letters.randomElement(using: &generator) })
    let fixed = ".".utf8.count + ".zoetrope-".utf8.count + random.utf8.count
    var kept = name
    while kept.utf8.count + fixed > 255 { kept.removeLast() }
    return ".\(kept).zoetrope-\(random)"
  }

  /// Where the file really goes, and the permissions of the one it replaces. A link is followed, so that it stays one.
  private static func target(_ path: Path, _ existing: Existing) throws(FileError) -> (Path, mode_t?) {
    guard !path.name.isEmpty else { throw FileError(path, .write, .isDirectory) }
    guard case .success(let status) = System.status(path, followingLinks: false) else { return (path.normalised, nil) }
    if existing == .error { throw FileError(path, .write, .exists) }
    let kind = path.kind
    switch kind {
    case .folder: throw FileError(path, .write, .isDirectory)
    case .special: throw FileError(path, .write, .notAFile)
    case .nothing: return (path.normalised, nil)
    case .file: break
    }
    let target = status.isLink ? try path.resolved() : path.normalised
    let mode = (try? System.status(target).get()).map { $0.st_mode & 0o777 }
    return (target, mode)
  }

  private static func create(_ temporary: Path, for path: Path) throws(FileError) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    switch System.open(temporary, flags, mode: 0o666) {
    case .success(let descriptor): return descriptor
    case .failure(let error) where error.code == ENOENT:
      try createFolders(temporary.parent)
      return try System.open(temporary, flags, mode: 0o666).get(path, .write)
    case .failure(let error): throw FileError(path, .write, code: error.code)
    }
  }
}

// The method above hides the system's name; this does not.
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
