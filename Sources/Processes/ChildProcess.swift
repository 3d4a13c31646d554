#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program under way, the leader of its own process group, with a pipe at each of its standard three.
///
/// When the value goes, its group is ended and the child is reaped: there is no way out that leaves one behind.
struct ChildProcess: ~Copyable {
  let id: pid_t
  private(set) var input: Pipe
  private(set) var output: Pipe
  private(set) var errors: Pipe
  private var isReaped = false

  /// Starts it.
  init(file: String, arguments: [String]) throws(ProcessError) {
    var input = try Pipe()
    var output = try Pipe()
    var errors = try Pipe()
    let id = try Spawning.start(file, arguments, standard: [input.reading, output.writing, errors.writing])
    input.closeReading()
    output.closeWriting()
    errors.closeWriting()
    for end in [input.writing, output.reading, errors.reading] { end.stopWaiting() }
    self.id = id
    self.input = input
    self.output = output
    self.errors = errors
  }

  deinit { if !isReaped { _ = Self.end(id) } }

  mutating func closeInput() { input.closeWriting() }
  mutating func closeOutput() { output.closeReading() }
  mutating func closeErrors() { errors.closeReading() }

  /// Whether it has ended; it is not reaped yet, so that its number stays its own.
  var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
    return result == 0 ? information.si_signo == SIGCHLD : errno != EINTR
  }

  /// Ends what is left of its group, and reaps it.
  mutating func end() -> ProcessEnd {
    isReaped = true
    return Self.end(id)
  }

  private static func end(_ id: pid_t) -> ProcessEnd {
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
  }
}
