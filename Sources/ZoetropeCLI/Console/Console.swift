#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The two outputs of the process: text for people goes to standard error, data to standard output.
enum Console {
  /// A line for people.
  static func message(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Without an end of line: what a later line overwrites.
  static func fragment(_ text: String) { write(text, to: STDERR_FILENO) }

  /// A text that was asked for.
  static func output(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO) }

  /// Whether people see standard error on a terminal that can overwrite a line.
  static var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
  }

  /// Whether text may be coloured: on a terminal, unless NO_COLOR is set (no-color.org).
  static var hasColour: Bool { isTerminal && (environment("NO_COLOR") ?? "").isEmpty }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { attempt(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  private static func attempt(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    while true {
      #if canImport(Glibc)
        let written = Glibc.write(descriptor, base, count)
      #else
        let written = Darwin.write(descriptor, base, count)
      #endif
      if written >= 0 || errno != EINTR { return written }
    }
  }
}
