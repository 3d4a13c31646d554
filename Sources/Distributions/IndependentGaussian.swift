#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A normal distribution of vectors whose numbers are independent: a diagonal covariance.
public struct IndependentGaussian: Hashable, GaussianDistribution {
  /// The mean of each number.
  public let mean: [Double]
  /// log σ² of each number.
  public let logVariance: [Double]

  /// - Precondition: as many logarithms as means.
  public init(mean: [Double], logVariance: [Double]) {
    precondition(mean.count == logVariance.count, "\(mean.count) means and \(logVariance.count) variances")
    self.mean = mean
    self.logVariance = logVariance
  }

  /// N(0, I).
  public static func standard(_ dimension: Int) -> IndependentGaussian {
    let zero = [Double](repeating: 0, count: dimension)
    return IndependentGaussian(mean: zero, logVariance: zero)
  }

  /// The distribution of the first numbers.
  public func prefix(_ count: Int) -> IndependentGaussian {
    IndependentGaussian(
      mean: Array(mean.prefix(count)), logVariance: Array(logVariance.prefix(count)))
  }

  /// The distribution of one of the numbers.
  public subscript(index: Int) -> Gaussian { Gaussian(mean: mean[index], logVariance: logVariance[index]) }

  /// log p(x): the sum over the numbers.
  public func logDensity(_ x: [Double]) -> Double {
    precondition(x.count == dimension, "\(x.count) numbers for \(dimension) dimensions")
    return x.indices.reduce(0) { $0 + self[$1].logDensity(x[$1]) }
  }

  /// μ + t·σ·ε.
  public func sample(temperature: Double = 1, noise: [Double]) -> [Double] {
    precondition(noise.count == dimension, "\(noise.count) numbers of noise for \(dimension) dimensions")
    return mean.indices.map { mean[$0] + temperature * exp(logVariance[$0] / 2) * noise[$0] }
  }

  /// The entropy in nats.
  public var entropy: Double { mean.indices.reduce(0) { $0 + self[$1].entropy } }

  /// What each number adds to KL(self ‖ p), in nats.
  public func divergences(to p: IndependentGaussian) -> [Double] {
    precondition(p.dimension == dimension, "distributions of \(dimension) and \(p.dimension) dimensions")
    return mean.indices.map { self[$0].divergence(to: p[$0]) }
  }

  /// The Kullback–Leibler divergence KL(self ‖ p) in nats.
  public func divergence(to p: IndependentGaussian) -> Double { divergences(to: p).reduce(0, +) }
}
