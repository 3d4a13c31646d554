#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that is open for reading; closed when it goes out of scope.
public struct InputFile: ~Copyable, Sendable {
  /// Its path.
  public let path: Path

  /// How many bytes it has; nil for a pipe or a device, of which nobody knows.
  public let size: Int?

  private let descriptor: Int32

  /// Opens a file, a pipe or a device.
  /// - Throws: also for a folder.
  public init(_ path: Path) throws(FileError) {
    let descriptor = try System.open(path, O_RDONLY).get(path, .read)
    guard case .success(let status) = System.status(descriptor: descriptor), !status.isFolder else {
      close(descriptor)
      throw FileError(path, .read, .isDirectory)
    }
    self.path = path
    self.size = status.isFile ? Int(status.st_size) : nil
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills the buffer with the bytes from an offset on; the file must have them and be no pipe.
  /// - Throws: also if the file ends before the buffer is full.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = try System.retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done)) }
        .get(path, .read)
      guard count > 0 else { throw FileError(path, .read, .truncated) }
      done += count
    }
  }

  /// All bytes.
  /// - Parameter limit: the largest number of bytes that is read.
  /// - Throws: also if there are more; a file is then not read at all, a pipe or a device only so far.
  public func readAll(limit: Int) throws(FileError) -> [UInt8] {
    if let size, size > limit { throw FileError(path, .read, .tooLarge(limit: limit)) }
    let bytes = try readPrefix(limit == .max ? limit : limit + 1)
    if bytes.count > limit { throw FileError(path, .read, .tooLarge(limit: limit)) }
    return bytes
  }

  /// The first `count` bytes, or all if there are fewer, from where reading stopped last.
  public func readPrefix(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    // A file that says 0 may still have bytes (/proc), so there is always one read more than the size asks for.
    var step = min(count, size.map { $0 + 1 } ?? 64 << 10)
    while bytes.count < count {
      let chunk = try readSome(min(step, count - bytes.count))
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      step = max(64 << 10, bytes.count)
    }
    return bytes
  }

  private func readSome(_ count: Int) throws(FileError) -> [UInt8] {
    var result = Result<Int, Errno>.success(0)
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      result = System.read(descriptor, into: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count))
      initialized = (try? result.get()) ?? 0
    }
    _ = try result.get(path, .read)
    return bytes
  }
}

/// The bytes of a file, a pipe or a device.
/// - Parameter limit: the largest number of bytes that is read; a larger file is refused before it is read.
public func readFile(_ path: Path, limit: Int) throws(FileError) -> [UInt8] {
  try InputFile(path).readAll(limit: limit)
}
