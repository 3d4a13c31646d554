#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What two variances with the ratio exp(a) add to a divergence: exp(a) − 1 − a, which is positive unless a is 0.
///
/// Near 0 the terms would cancel, so that there the series is summed: no divergence is negative by rounding, and none
/// but that of equal distributions is 0.
enum LogRatio {
  static func excess(_ a: Double) -> Double {
    guard abs(a) < 0.05 else { return expm1(a) - a }
    // a²/2!·(1 + a/3·(1 + a/4·(1 + …))); the first term that is left out is below 2⁻⁵³ of the sum.
    var factor = 1.0
    for n in stride(from: 11.0, through: 3, by: -1) { factor = 1 + a / n * factor }
    return a * a / 2 * factor
  }
}

/// log 2π.
let logOfTurn = log(2 * Double.pi)
