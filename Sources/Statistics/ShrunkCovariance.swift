/// The covariance of vectors, pulled a little towards a multiple of the identity, so that it has an inverse even where
/// there are fewer vectors than numbers in each.
///
/// How much follows from the vectors themselves (Ledoit and Wolf, "A well-conditioned estimator for large-dimensional
/// covariance matrices", 2004): hardly at all where there are many of them.
public struct ShrunkCovariance: Sendable {
  /// The mean of the vectors.
  public let mean: [Double]
  /// (1 − shrinkage) · S + shrinkage · (tr S / d) · I, where S is the covariance divided by the count.
  public let covariance: Matrix
  /// The share of the identity, 0…1.
  public let shrinkage: Double

  /// The covariance of the rows of a matrix.
  /// - Precondition: there is a row.
  public init(_ vectors: Matrix) {
    precondition(vectors.rows > 0, "no vectors have a covariance")
    let (count, size) = (Double(vectors.rows), vectors.columns)
    let moments = Moments(vectors)
    var covariance = moments.covariance
    for i in covariance.elements.indices { covariance.elements[i] *= (count - 1) / count }
    let level = covariance.diagonal.reduce(0, +) / Double(max(1, size))
    let squares = covariance.elements.reduce(0) { $0 + $1 * $1 }
    let spread = squares / Double(max(1, size)) - level * level
    let fourth = (0..<vectors.rows).reduce(0.0) { $0 + Self.fourthPower(vectors, $1, moments.mean) }
    let error = (fourth / count - squares) / count / Double(max(1, size))
    shrinkage = spread > 0 ? min(1, max(0, error) / spread) : 1
    for i in covariance.elements.indices { covariance.elements[i] *= 1 - shrinkage }
    for i in 0..<size { covariance[i, i] += shrinkage * level }
    self.covariance = covariance
    mean = moments.mean
  }

  /// ‖x − mean‖⁴ of a row.
  private static func fourthPower(_ vectors: Matrix, _ row: Int, _ mean: [Double]) -> Double {
    let square = mean.indices.reduce(0.0) { sum, j in
      let difference = vectors[row, j] - mean[j]
      return sum + difference * difference
    }
    return square * square
  }
}

extension Mahalanobis {
  /// The distance by a shrunk covariance.
  /// - Throws: `NotPositiveDefinite` where the vectors do not vary at all.
  public init(_ shrunk: ShrunkCovariance, of name: String) throws(NotPositiveDefinite) {
    try self.init(mean: shrunk.mean, covariance: shrunk.covariance, of: name)
  }
}
