#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the computer has.
public enum Machine {
  /// The processors this process may use.
  public static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
