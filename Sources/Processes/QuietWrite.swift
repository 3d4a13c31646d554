#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes to a pipe whose reader may be gone without the signal that would end the process.
enum QuietWrite {
  /// As `write`, with `errno` as it leaves it.
  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      return withoutPipeSignal { Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
    #else
      return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  #if canImport(Glibc)
    /// The signal comes to the thread that writes: held back there, it is taken away before anybody sees it.
    private static func withoutPipeSignal(_ body: () -> Int) -> Int {
      var (signals, before, pending) = (sigset_t(), sigset_t(), sigset_t())
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      sigpending(&pending)
      let wasPending = sigismember(&pending, SIGPIPE) == 1
      pthread_sigmask(SIG_BLOCK, &signals, &before)
      let count = body()
      let code = errno
      if count < 0, code == EPIPE, !wasPending {
        var atOnce = timespec()
        sigtimedwait(&signals, nil, &atOnce)
      }
      pthread_sigmask(SIG_SETMASK, &before, nil)
      errno = code
      return count
    }
  #endif
}
