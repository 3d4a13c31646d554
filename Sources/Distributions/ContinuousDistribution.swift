/// A distribution of vectors that has a density.
public protocol ContinuousDistribution: Sendable {
  /// How many numbers a vector has.
  var dimension: Int { get }

  /// log p(x), in nats.
  func logDensity(_ x: [Double]) -> Double
}

/// A normal distribution of vectors: a draw follows from standard normal numbers.
public protocol GaussianDistribution: ContinuousDistribution {
  /// The mean.
  var mean: [Double] { get }

  /// A draw: the mean and the deviation that belongs to ε, times t.
  /// - Parameters:
  ///   - temperature: t, the factor of the deviation; 0 gives the mean.
  ///   - noise: ε, a standard normal number for each dimension.
  func sample(temperature: Double, noise: [Double]) -> [Double]
}

extension GaussianDistribution {
  /// How many numbers a vector has.
  public var dimension: Int { mean.count }
}
