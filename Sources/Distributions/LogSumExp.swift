#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sums of numbers whose logarithms are known, which may be far too small or too large for a `Double`.
public enum LogSumExp {
  /// log Σ exp(xᵢ): −∞ where there is nothing to sum.
  public static func of(_ logarithms: some Sequence<Double>) -> Double {
    let logarithms = Array(logarithms)
    guard let largest = logarithms.max(), largest > -.infinity else { return -.infinity }
    guard largest < .infinity else { return .infinity }
    return largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) })
  }
}
