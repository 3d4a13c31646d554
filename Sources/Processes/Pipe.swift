internal import CSpawn

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The two ends of a pipe that no other child inherits; each is closed at the latest with the value.
struct Pipe: ~Copyable {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1

  /// - Throws: ``ProcessError``: the process has too many files open.
  init() throws(ProcessError) {
    var ends: [Int32] = [-1, -1]
    guard zoe_pipe(&ends) == 0 else { throw .notStarted(errno: errno) }
    (reading, writing) = (Self.raised(ends[0]), Self.raised(ends[1]))
    guard reading >= 0, writing >= 0 else { throw .notStarted(errno: EMFILE) }
  }

  deinit {
    if reading >= 0 { close(reading) }
    if writing >= 0 { close(writing) }
  }

  mutating func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  mutating func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// The same end under a number beyond the standard three, which a process may have been started without.
  private static func raised(_ descriptor: Int32) -> Int32 {
    guard descriptor <= 2 else { return descriptor }
    let other = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    close(descriptor)
    return other
  }
}

extension Int32 {
  /// Makes reading and writing return at once where they would wait.
  func stopWaiting() {
    _ = fcntl(self, F_SETFL, fcntl(self, F_GETFL) | O_NONBLOCK)
    #if !canImport(Glibc)
      _ = fcntl(self, F_SETNOSIGPIPE, 1)
    #endif
  }
}
