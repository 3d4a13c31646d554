import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of its own for each test, removed with all that is in it.
final class Scratch {
  let folder: Path

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    folder = try Path(base).resolved() / "zoetrope-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    try createFolders(folder)
  }

  deinit { Scratch.run("/bin/rm", "-rf", folder.string) }

  /// Creates an empty file and the folders that it lies in.
  @discardableResult
  func touch(_ name: String, _ bytes: [UInt8] = []) throws -> Path {
    try AtomicFile.write(bytes, to: folder / name, existing: .overwrite, synchronised: false)
    return folder / name
  }

  /// All names below the folder, hidden ones too.
  var names: [String] {
    guard let stream = opendir(folder.string) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// Mounts a disk of 64 KiB on a folder.
  static func mount(_ folder: Path) -> Bool {
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.string) == 0
  }

  /// Whether a disk may be mounted; that needs root, and more than root in a container.
  static let canMount: Bool = {
    guard let scratch = try? Scratch(), mount(scratch.folder) else { return false }
    return run("umount", scratch.folder.string) == 0
  }()

  /// Runs a program and waits for it; its exit status.
  @discardableResult
  static func run(_ arguments: String...) -> Int32 {
    var pid = pid_t()
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    guard posix_spawnp(&pid, arguments[0], nil, nil, &pointers, environ) == 0 else { return -1 }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return status >> 8
  }
}
