#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Gives a child its input and takes its outputs, all at once, so that neither side waits for the other for ever.
struct ProcessTalk: ~Copyable {
  private var child: ChildProcess
  private let run: ProcessRun
  private let deadline: ContinuousClock.Instant
  private var written = 0
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  /// When the leader was seen to have ended: what its own children still hold open is not waited for much longer.
  private var endSeen: ContinuousClock.Instant?

  /// How long one look at the pipes lasts at most.
  private static let slice: Int32 = 20
  /// How long the children of a program that has ended may still write.
  private static let grace = Duration.milliseconds(200)

  init(_ child: consuming ChildProcess, _ run: ProcessRun) {
    self.child = child
    self.run = run
    deadline = .now + run.timeLimit
  }

  /// Until the program has ended and its outputs are read.
  consuming func talk(_ isCancelled: () -> Bool) throws(ProcessError) -> ProcessOutput {
    if run.input.isEmpty { child.closeInput() }
    while !isOver {
      if isCancelled() { throw .cancelled }
      if ContinuousClock.now >= deadline { throw .timeLimit }
      exchange()
      if output.count > run.outputLimit { throw .outputLimit }
    }
    return ProcessOutput(end: child.end(), output: output, errors: errors)
  }

  /// Whether the program has ended and there is nothing more to read.
  private var isOver: Bool {
    mutating get {
      if endSeen == nil, child.hasEnded { endSeen = .now }
      guard let endSeen else { return false }
      let isSilent = child.output.reading < 0 && child.errors.reading < 0
      return isSilent || ContinuousClock.now - endSeen > Self.grace
    }
  }

  /// Waits a little until one of the pipes is ready, and serves those that are.
  private mutating func exchange() {
    var watched = [
      pollfd(fd: child.input.writing, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: child.output.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: child.errors.reading, events: Int16(POLLIN), revents: 0),
    ]
    // Once both outputs are closed the end is near, and no pipe tells of it.
    let isNearEnd = child.output.reading < 0 && child.errors.reading < 0
    guard poll(&watched, 3, isNearEnd ? 1 : Self.slice) > 0 else { return }
    if watched[0].revents != 0 { give() }
    if watched[1].revents != 0, Self.take(child.output.reading, &output) { child.closeOutput() }
    if watched[2].revents != 0 {
      if Self.take(child.errors.reading, &errors) { child.closeErrors() }
      errors = Array(errors.suffix(ProcessOutput.errorLimit))
    }
  }

  /// Writes what goes; a program that does not want its whole input is no error.
  private mutating func give() {
    let count = run.input[written...].withUnsafeBytes {
      QuietWrite.write(child.input.writing, UnsafeRawBufferPointer(rebasing: $0.prefix(1 << 16)))
    }
    if count > 0 { written += count }
    let isGone = count < 0 && errno != EAGAIN && errno != EINTR
    if isGone || written == run.input.count { child.closeInput() }
  }

  /// Reads what is there.
  /// - Returns: whether there will be no more.
  private static func take(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
    var count = 0
    let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, done in
      count = read(descriptor, buffer.baseAddress, buffer.count)
      done = max(0, count)
    }
    bytes += more
    return count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
  }
}
