public import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A normal distribution of vectors with any covariance.
public struct CorrelatedGaussian: GaussianDistribution {
  /// The mean.
  public let mean: [Double]
  /// The covariance Σ as L·Lᵀ.
  public let cholesky: Cholesky

  /// A mean and a covariance, of which the part below the diagonal is read.
  /// - Parameter name: what the covariance is of, for the message, as `component 3 of prior.safetensors`.
  /// - Precondition: as many rows and columns as means.
  /// - Throws: `NotPositiveDefinite` with the first pivot that is not positive.
  public init(mean: [Double], covariance: Matrix, name: String) throws(NotPositiveDefinite) {
    self.init(mean: mean, cholesky: try Cholesky(covariance, name: "the covariance of \(name)"))
  }

  /// A mean and a factor of the covariance.
  /// - Precondition: as many rows as means.
  public init(mean: [Double], cholesky: Cholesky) {
    precondition(mean.count == cholesky.factor.rows, "\(mean.count) means, \(cholesky.factor.rows) rows")
    self.mean = mean
    self.cholesky = cholesky
  }

  /// The same distribution as one whose numbers are independent.
  public init(_ independent: IndependentGaussian) {
    let size = independent.dimension
    var factor = Matrix(rows: size, columns: size)
    for i in 0..<size { factor[i, i] = exp(independent.logVariance[i] / 2) }
    self.init(mean: independent.mean, cholesky: Cholesky(factor: factor))
  }

  /// Σ.
  public var covariance: Matrix { cholesky.factor.rowProducts }

  /// log p(x) = −½(‖L⁻¹(x − μ)‖² + log det Σ + d·log 2π).
  public func logDensity(_ x: [Double]) -> Double {
    let whitened = cholesky.solveLower(zip(x, mean).map { $0 - $1 })
    let squares = whitened.reduce(0) { $0 + $1 * $1 }
    return -(squares + cholesky.logDeterminant + Double(dimension) * logOfTurn) / 2
  }

  /// μ + t·L·ε.
  public func sample(temperature: Double = 1, noise: [Double]) -> [Double] {
    zip(mean, cholesky.timesLower(noise)).map { $0 + temperature * $1 }
  }

  /// The entropy in nats.
  public var entropy: Double { (cholesky.logDeterminant + Double(dimension) * (logOfTurn + 1)) / 2 }

  /// The Kullback–Leibler divergence KL(self ‖ p) in nats:
  /// ½(tr(Σₚ⁻¹Σ) + (μₚ − μ)ᵀΣₚ⁻¹(μₚ − μ) − d + log det Σₚ − log det Σ).
  ///
  /// With M = Lₚ⁻¹L the trace is the sum of M's squares and the determinants are those of its diagonal, so that the sum has
  /// no negative term: it is 0 only where both are equal.
  public func divergence(to p: CorrelatedGaussian) -> Double {
    precondition(p.dimension == dimension, "distributions of \(dimension) and \(p.dimension) dimensions")
    let step = p.cholesky.solveLower(zip(mean, p.mean).map { $0 - $1 })
    var sum = step.reduce(0) { $0 + $1 * $1 }
    for j in 0..<dimension {
      let column = p.cholesky.solveLower((0..<dimension).map { cholesky.factor[$0, j] })
      sum += column[(j + 1)...].reduce(0) { $0 + $1 * $1 } + LogRatio.excess(2 * log(column[j]))
    }
    return sum / 2
  }
}
