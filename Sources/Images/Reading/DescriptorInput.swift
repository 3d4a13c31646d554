#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes from a file descriptor that somebody else opened and closes.
struct DescriptorInput {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// What is there, at least one byte unless the input has ended; waits for it where nothing is there yet.
  /// - Throws: `ImageError.readFailed`.
  func read(atMost count: Int) throws(ImageError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { out, done in
      var got = 0
      repeat { got = systemRead(descriptor, out.baseAddress, count) } while got < 0 && errno == EINTR
      failure = got < 0 ? errno : 0
      done = max(0, got)
    }
    guard failure == 0 else { throw .readFailed(errno: failure) }
    return bytes
  }
}

private func systemRead(_ descriptor: Int32, _ out: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, out, count)
}
