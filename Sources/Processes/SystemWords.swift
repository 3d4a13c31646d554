#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The system's words for its numbers.
public enum SystemWords {
  /// As `SIGSEGV (Segmentation fault)`.
  public static func signal(_ number: Int32) -> String {
    let words = strsignal(number).map { String(cString: $0) } ?? "unknown"
    let name = names[number] ?? "signal \(number)"
    return "\(name) (\(words))"
  }

  /// As `Exec format error`.
  public static func error(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGABRT: "SIGABRT", SIGFPE: "SIGFPE",
    SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
    SIGBUS: "SIGBUS", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
  ]
}
