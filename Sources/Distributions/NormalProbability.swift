#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Probabilities of the standard normal distribution: what makes a uniform number of a normal one.
public enum NormalProbability {
  /// Φ(x): how likely a standard normal number is below x; always below 1.
  public static func below(_ x: Double) -> Double { min(erfc(-x / 2.0.squareRoot()) / 2, 1.nextDown) }

  /// The number that has a standard Gumbel distribution where x has a standard normal one: −log(−log Φ(x)).
  public static func gumbel(_ x: Double) -> Double {
    // Where Φ is near 1, from the other side, of which no digit is lost.
    let logarithm = x > 0 ? log1p(-erfc(x / 2.0.squareRoot()) / 2) : log(erfc(-x / 2.0.squareRoot()) / 2)
    return -log(-logarithm)
  }
}
