/// How far a vector lies from the mean of others, measured by how they vary: √((x − mean)ᵀ·covariance⁻¹·(x − mean)).
public struct Mahalanobis: Sendable {
  /// The mean of the others.
  public let mean: [Double]
  private let covariance: Cholesky

  /// The distance by the mean and the sample covariance of vectors that were seen.
  /// - Parameter name: what the vectors are, for the message, as `12 pictures of faces/`.
  /// - Throws: `NotPositiveDefinite` where they do not vary along every direction.
  public init(_ moments: Moments, of name: String) throws(NotPositiveDefinite) {
    try self.init(mean: moments.mean, covariance: moments.covariance, of: name)
  }

  /// The distance by a mean and a covariance.
  /// - Throws: `NotPositiveDefinite` where the covariance is not.
  public init(mean: [Double], covariance: Matrix, of name: String) throws(NotPositiveDefinite) {
    self.mean = mean
    self.covariance = try Cholesky(covariance, name: "the covariance of \(name)")
  }

  /// The distance of a vector.
  public func distance(_ vector: [Double]) -> Double {
    whitened(vector).reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The vector in coordinates whose covariance is the identity: between two of them, the Euclidean distance is the
  /// Mahalanobis distance of the vectors.
  public func whitened(_ vector: [Double]) -> [Double] { covariance.solveLower(zip(vector, mean).map { $0 - $1 }) }
}
