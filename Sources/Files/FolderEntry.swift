#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One name in a folder.
struct FolderEntry {
  /// Tells folders apart, by whatever path they are reached.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  let name: String

  /// What it is, a link followed; nothing for a link that leads nowhere.
  let kind: PathKind

  let isLink: Bool

  /// The names in a folder that do not begin with a dot, in the order of the file system.
  static func list(_ folder: Path) throws(FileError) -> (identity: Identity, entries: [FolderEntry]) {
    guard let stream = opendir(folder.string) else { throw FileError(folder, .list, code: errno) }
    defer { closedir(stream) }
    let status = try System.status(descriptor: dirfd(stream)).get(folder, .list)
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { entries.append(FolderEntry(name, in: folder, type: Int(entry.pointee.d_type))) }
      errno = 0
    }
    if errno != 0 { throw FileError(folder, .list, code: errno) }
    return (Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)), entries)
  }

  /// Only for a link, and where the file system does not tell types, the disk is asked again.
  private init(_ name: String, in folder: Path, type: Int) {
    self.name = name
    switch type {
    case Int(DT_REG): (kind, isLink) = (.file, false)
    case Int(DT_DIR): (kind, isLink) = (.folder, false)
    case Int(DT_LNK): (kind, isLink) = ((folder / name).kind, true)
    case Int(DT_UNKNOWN):
      let status = try? System.status(folder / name, followingLinks: false).get()
      (kind, isLink) = ((folder / name).kind, status?.isLink ?? false)
    default: (kind, isLink) = (.special, false)
    }
  }
}
