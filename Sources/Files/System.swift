#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Calls of the system, with their errors typed and interruptions repeated.
enum System {
  /// What a path names, its links followed or not.
  static func status(_ path: Path, followingLinks: Bool = true) -> Result<stat, Errno> {
    var status = stat()
    let code = followingLinks ? stat(path.string, &status) : lstat(path.string, &status)
    return code == 0 ? .success(status) : .failure(Errno.current)
  }

  static func status(descriptor: Int32) -> Result<stat, Errno> {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? .success(status) : .failure(Errno.current)
  }

  /// Repeats a call that a signal interrupted; `nil` is success.
  static func retrying(_ call: () -> Int) -> Result<Int, Errno> {
    while true {
      let result = call()
      if result >= 0 { return .success(result) }
      let error = Errno.current
      if error.code != EINTR { return .failure(error) }
    }
  }

  static func open(_ path: Path, _ flags: Int32, mode: mode_t = 0) -> Result<Int32, Errno> {
    retrying { Int(systemOpen(path.string, flags | O_CLOEXEC, mode)) }.map(Int32.init)
  }

  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Result<Int, Errno> {
    retrying { systemRead(descriptor, buffer.baseAddress, buffer.count) }
  }

  static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Result<Int, Errno> {
    retrying { systemWrite(descriptor, buffer.baseAddress, buffer.count) }
  }
}

/// The value of `errno` after a call that failed.
struct Errno: Error {
  let code: Int32

  static var current: Errno { Errno(code: errno) }
}

extension Result where Failure == Errno {
  /// The value, or the error with its path.
  func get(_ path: Path, _ operation: FileError.Operation) throws(FileError) -> Success {
    switch self {
    case .success(let value): return value
    case .failure(let error): throw FileError(path, operation, code: error.code)
    }
  }
}

extension stat {
  var type: mode_t { st_mode & S_IFMT }
  var isFolder: Bool { type == S_IFDIR }
  var isFile: Bool { type == S_IFREG }
  var isLink: Bool { type == S_IFLNK }

  /// When it was last written, in nanoseconds since 1970.
  var modified: Int {
    #if canImport(Glibc)
      Int(st_mtim.tv_sec) * 1_000_000_000 + Int(st_mtim.tv_nsec)
    #else
      Int(st_mtimespec.tv_sec) * 1_000_000_000 + Int(st_mtimespec.tv_nsec)
    #endif
  }
}

// The names above hide the system's; these do not.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
