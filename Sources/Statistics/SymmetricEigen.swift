/// The eigenvalues and eigenvectors of a symmetric matrix: A = Σ λᵢ·vᵢ·vᵢᵀ.
///
/// Householder's reflections make it tridiagonal, the QL algorithm with implicit shifts diagonal.
public struct SymmetricEigen: Sendable {
  /// λ, the largest first.
  public let values: [Double]
  /// v, a row each, of norm 1; the number with the largest magnitude of each is positive.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix of finite numbers.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows)×\(matrix.columns) is not square")
    var tridiagonal = Tridiagonal(matrix)
    tridiagonal.diagonalise()
    let (found, rows) = (tridiagonal.diagonal, tridiagonal.rows)
    let order = found.indices.sorted { found[$0] > found[$1] }
    values = order.map { found[$0] }
    vectors = Matrix(rows: order.map { rows.row($0).facingUp })
  }
}

extension [Double] {
  /// The vector or its opposite: that of which the number with the largest magnitude is positive.
  var facingUp: [Double] {
    let largest = self.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? map { -$0 } : self
  }
}
