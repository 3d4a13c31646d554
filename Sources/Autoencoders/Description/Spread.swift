#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which measure of spread a head of a network gives; the traps of the field are told apart by name.
enum Spread: String, CaseIterable, Sendable {
  case logVariance = "log variance"
  case logSigma = "log sigma"
  case sigma

  /// log σ² from what the head gives. A σ below 1e-18 counts as 1e-18, so that the logarithm stays finite.
  func logVariance(_ value: Float) -> Float {
    switch self {
    case .logVariance: value
    case .logSigma: 2 * value
    case .sigma: value.isNaN ? value : 2 * log(max(abs(value), 1e-18))
    }
  }
}
