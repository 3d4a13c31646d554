#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The normal distribution of one number.
public struct Gaussian: Hashable, Sendable {
  /// The mean.
  public var mean: Double
  /// log σ².
  public var logVariance: Double

  /// A mean and the logarithm of a variance, as networks give it.
  public init(mean: Double = 0, logVariance: Double = 0) {
    self.mean = mean
    self.logVariance = logVariance
  }

  /// A mean and a variance; one below 10⁻³⁰ counts as 10⁻³⁰.
  public init(mean: Double, variance: Double) {
    self.init(mean: mean, logVariance: log(max(variance, 1e-30)))
  }

  /// σ².
  public var variance: Double { exp(logVariance) }

  /// log p(x) = −½((x − μ)²/σ² + log σ² + log 2π).
  public func logDensity(_ x: Double) -> Double {
    let step = x - mean
    return -(step * step * exp(-logVariance) + logVariance + logOfTurn) / 2
  }

  /// The entropy in nats: ½(log σ² + log 2π + 1).
  public var entropy: Double { (logVariance + logOfTurn + 1) / 2 }

  /// The Kullback–Leibler divergence KL(self ‖ p) in nats: ½((μ − m)²/s² + σ²/s² − 1 − log σ²/s²).
  ///
  /// It is 0 only where both are equal, and differs from KL(p ‖ self).
  public func divergence(to p: Gaussian) -> Double {
    let step = mean - p.mean
    return (step * step * exp(-p.logVariance) + LogRatio.excess(logVariance - p.logVariance)) / 2
  }
}
