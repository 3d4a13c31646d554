public import Statistics

/// How far apart two clouds of vectors are, each taken for a normal distribution:
/// ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½).
///
/// This is the square of the Wasserstein distance of the two (Dowson and Landau, 1982). It is 0 for equal clouds and, of two
/// samples of one distribution, the larger the fewer vectors they have: compare distances of equal counts only.
public enum FrechetDistance {
  /// The distance between two means with their covariances, which may be singular.
  public static func between(
    _ mean: [Double], _ covariance: Matrix, and otherMean: [Double], _ otherCovariance: Matrix
  ) -> Double {
    let step = zip(mean, otherMean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let traces = covariance.diagonal.reduce(0, +) + otherCovariance.diagonal.reduce(0, +)
    let root = squareRoot(of: covariance)
    // tr (Σ₁Σ₂)^½ = tr (Σ₁^½·Σ₂·Σ₁^½)^½, of which the matrix is symmetric.
    let inner = root.times(otherCovariance).times(root)
    let cross = SymmetricEigen(inner.symmetric).values.reduce(0) { $0 + max(0, $1).squareRoot() }
    return max(0, step + traces - 2 * cross)
  }

  /// The distance between two clouds.
  public static func between(_ vectors: Moments, and others: Moments) -> Double {
    between(vectors.mean, vectors.covariance, and: others.mean, others.covariance)
  }

  /// The symmetric root of a positive semidefinite matrix.
  private static func squareRoot(of matrix: Matrix) -> Matrix {
    let eigen = SymmetricEigen(matrix)
    var scaled = eigen.vectors
    for i in 0..<scaled.rows {
      let factor = max(0, eigen.values[i]).squareRoot().squareRoot()
      for j in 0..<scaled.columns { scaled[i, j] *= factor }
    }
    return scaled.transposed.rowProducts
  }
}

extension Matrix {
  /// The mean of the matrix and its transposed, which only differ by rounding.
  fileprivate var symmetric: Matrix {
    var result = self
    for i in 0..<rows {
      for j in 0..<i {
        result[i, j] = (self[i, j] + self[j, i]) / 2
        result[j, i] = result[i, j]
      }
    }
    return result
  }
}
