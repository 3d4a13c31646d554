internal import CSpawn

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The door to `posix_spawn`.
enum Spawning {
  /// Starts a program as the leader of a process group, with the usual signals and without other open files.
  /// - Parameter standard: what becomes its standard input, output and error; numbers beyond 2.
  static func start(_ file: String, _ arguments: [String], standard: [Int32]) throws(ProcessError) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, end) in standard.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(number)) }
    var flags = Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    zoe_close_from(&actions, &flags, 3)
    posix_spawnattr_setflags(&attributes, flags)
    posix_spawnattr_setpgroup(&attributes, 0)
    setSignals(&attributes)
    var id: pid_t = 0
    let code = withCStrings(arguments) { posix_spawn(&id, file, &actions, &attributes, $0, environ) }
    guard code == 0 else { throw .notStarted(errno: code) }
    return id
  }

  /// What this process ignores or holds back is the child's to hear.
  #if canImport(Glibc)
    private static func setSignals(_ attributes: inout posix_spawnattr_t) {
      var (usual, none) = (sigset_t(), sigset_t())
      sigemptyset(&none)
      sigemptyset(&usual)
      for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
      posix_spawnattr_setsigdefault(&attributes, &usual)
      posix_spawnattr_setsigmask(&attributes, &none)
    }
  #else
    private static func setSignals(_ attributes: inout posix_spawnattr_t?) {
      var (usual, none) = (sigset_t(), sigset_t())
      sigemptyset(&none)
      sigemptyset(&usual)
      for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
      posix_spawnattr_setsigdefault(&attributes, &usual)
      posix_spawnattr_setsigmask(&attributes, &none)
    }
  #endif

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
