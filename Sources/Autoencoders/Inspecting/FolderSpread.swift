import Statistics

/// How the posterior means of a folder vary.
struct FolderSpread {
  let mean: [Double]
  let variance: [Double]
  let shrinkage: Double?
  private let correlated: Mahalanobis?

  init(_ means: Matrix) {
    let (mean, variance) = Self.variances(means)
    (self.mean, self.variance) = (mean, variance)
    guard means.columns <= LatentSurvey.mostCorrelatedDimensions else {
      (shrinkage, correlated) = (nil, nil)
      return
    }
    let shrunk = ShrunkCovariance(means)
    shrinkage = shrunk.shrinkage
    correlated = try? Mahalanobis(shrunk, of: "the folder's latents")
  }

  /// A dimension that never changes adds nothing.
  func distance(_ latent: [Double]) -> Double {
    if let correlated { return correlated.distance(latent) }
    return latent.indices.reduce(0.0) { sum, i in
      let step = latent[i] - mean[i]
      return variance[i] > 0 ? sum + step * step / variance[i] : sum
    }.squareRoot()
  }

  /// Mean and variance of each column, divided by count − 1.
  private static func variances(_ means: Matrix) -> ([Double], [Double]) {
    var (mean, squares) = ([Double](repeating: 0, count: means.columns), [Double](repeating: 0, count: means.columns))
    for row in 0..<means.rows { for j in mean.indices { mean[j] += means[row, j] } }
    for j in mean.indices { mean[j] /= Double(means.rows) }
    for row in 0..<means.rows {
      for j in mean.indices { squares[j] += (means[row, j] - mean[j]) * (means[row, j] - mean[j]) }
    }
    return (mean, squares.map { $0 / Double(means.rows - 1) })
  }
}
