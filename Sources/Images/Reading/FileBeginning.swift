#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first bytes of a file, read further as far as they are needed.
final class FileBeginning {
  private(set) var bytes: [UInt8] = []
  private let descriptor: Int32

  /// - Throws: `ImageError.readFailed`.
  init(path: String) throws(ImageError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .readFailed(errno: errno) }
  }

  deinit { close(descriptor) }

  /// Reads until there are `count` bytes. True if the file ended before.
  func fill(to count: Int) throws(ImageError) -> Bool {
    while bytes.count < count {
      let more = try DescriptorInput(descriptor).read(atMost: count - bytes.count)
      if more.isEmpty { return true }
      bytes += more
    }
    return false
  }
}
