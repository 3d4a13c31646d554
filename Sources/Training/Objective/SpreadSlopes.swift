import Autoencoders

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UntrainedModel.SpreadMeasure {
  /// log σ² from what the encoder gives.
  func logVariance(_ spread: Double) -> Double {
    switch self {
    case .logVariance: spread
    case .logSigma: 2 * spread
    case .sigma: 2 * log(max(abs(spread), 1e-18))
    }
  }

  /// The derivative of log σ² by what the encoder gives.
  func slope(_ spread: Double) -> Double {
    switch self {
    case .logVariance: 1
    case .logSigma: 2
    case .sigma: abs(spread) < 1e-18 ? 0 : 2 / spread
    }
  }
}
