#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Finds programs as a shell does, without one.
public enum ProgramLookup {
  /// The file that a program's name stands for.
  /// - Parameters:
  ///   - name: with a slash a path; otherwise it is looked up in the folders of `path`.
  ///   - path: folders with colons between them. Those that are not absolute are passed over, so that no program is
  ///     taken from wherever the user happens to be.
  /// - Returns: nil if there is no such file that may be executed.
  public static func file(of name: String, path: String = searchPath) -> String? {
    guard !name.isEmpty else { return nil }
    if name.contains("/") { return isProgram(name) ? name : nil }
    return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  /// The folders of the variable PATH.
  public static var searchPath: String { getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin" }

  /// Whether two names stand for one file, links followed.
  public static func isSame(_ a: String, _ b: String, path: String = searchPath) -> Bool {
    guard let a = file(of: a, path: path), let b = file(of: b, path: path) else { return false }
    var (first, second) = (stat(), stat())
    guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
