import Autoencoders

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UntrainedModel.SpreadMeasure {
  /// log σ² from what a network gives.
  func logVariance<Number: BinaryFloatingPoint>(_ spread: Number) -> Number {
    switch self {
    case .logVariance: spread
    case .logSigma: 2 * spread
    case .sigma: Number(2 * log(max(abs(Double(spread)), 1e-18)))
    }
  }

  /// The derivative of log σ² by what a network gives.
  func slope<Number: BinaryFloatingPoint>(_ spread: Number) -> Number {
    switch self {
    case .logVariance: 1
    case .logSigma: 2
    case .sigma: abs(spread) < 1e-18 ? 0 : 2 / spread
    }
  }
}
