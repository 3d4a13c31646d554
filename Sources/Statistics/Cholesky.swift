#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A symmetric positive definite matrix as L·Lᵀ, L lower triangular.
public struct Cholesky: Sendable {
  /// L; zero above the diagonal.
  public let factor: Matrix

  /// Factors a symmetric matrix, of which the part below the diagonal is read.
  /// - Throws: `NotPositiveDefinite` where it has no such factor, or one only by the grace of rounding.
  public init(_ matrix: Matrix, name: String) throws(NotPositiveDefinite) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows)×\(matrix.columns) is not square")
    let size = matrix.rows
    let least = (matrix.diagonal.max() ?? 0) * Double(size) * 0x1p-50
    var factor = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0...i {
        let rest = matrix[i, j] - factor.product(i, j, count: j)
        if i == j {
          guard rest > least else { throw NotPositiveDefinite(name: name, size: size, dimension: i) }
          factor[i, i] = rest.squareRoot()
        } else {
          factor[i, j] = rest / factor[j, j]
        }
      }
    }
    self.factor = factor
  }

  /// The matrix L·Lᵀ of a factor that is known.
  /// - Precondition: it is square, zero above the diagonal and positive on it.
  public init(factor: Matrix) {
    precondition(factor.rows == factor.columns && factor.diagonal.allSatisfy { $0 > 0 }, "no lower triangular factor")
    self.factor = factor
  }

  /// The logarithm of the matrix's determinant.
  public var logDeterminant: Double { 2 * factor.diagonal.reduce(0) { $0 + log($1) } }

  /// L·x.
  public func timesLower(_ x: [Double]) -> [Double] {
    precondition(x.count == factor.rows, "\(x.count) numbers for \(factor.rows) rows")
    return x.indices.map { i in withPointers(factor.elements, x) { Loops.dot($0 + i * factor.columns, $1, i + 1) } ?? 0
    }
  }

  /// L⁻¹, lower triangular too.
  public var inverseFactor: Matrix {
    let size = factor.rows
    var rows = Matrix(rows: size, columns: size)
    for i in 0..<size {
      var row = [Double](repeating: 0, count: size)
      row.withUnsafeMutableBufferPointer { row in
        rows.elements.withUnsafeBufferPointer { known in
          guard let row = row.baseAddress, let known = known.baseAddress else { return }
          for j in 0..<i { Loops.add(-factor[i, j], known + j * size, to: row, j + 1) }
        }
      }
      for j in 0..<i { rows[i, j] = row[j] / factor[i, i] }
      rows[i, i] = 1 / factor[i, i]
    }
    return rows
  }

  /// The y with L·y = x.
  public func solveLower(_ x: [Double]) -> [Double] {
    precondition(x.count == factor.rows, "\(x.count) numbers for \(factor.rows) rows")
    var y = x
    for i in y.indices {
      let known = withPointers(factor.elements, y) { Loops.dot($0 + i * factor.columns, $1, i) } ?? 0
      y[i] = (x[i] - known) / factor[i, i]
    }
    return y
  }

  /// The y with L·Lᵀ·y = x.
  public func solve(_ x: [Double]) -> [Double] {
    var y = solveLower(x)
    for i in y.indices.reversed() {
      y[i] /= factor[i, i]
      for j in 0..<i { y[j] -= factor[i, j] * y[i] }
    }
    return y
  }
}

extension Matrix {
  /// The scalar product of the first numbers of two rows.
  fileprivate func product(_ i: Int, _ j: Int, count: Int) -> Double {
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return 0 }
      return Loops.dot(start + i * columns, start + j * columns, count)
    }
  }
}

/// A matrix that must be positive definite and is not: a covariance of too few vectors, or of vectors that do not vary
/// along some direction.
public struct NotPositiveDefinite: Error, Hashable, Sendable {
  /// What the matrix is, as `the covariance of 12 pictures`.
  public let name: String
  /// How many dimensions it has.
  public let size: Int
  /// The first dimension that adds nothing to those before it, from 0.
  public let dimension: Int

  /// A matrix that adds nothing in a dimension.
  public init(name: String, size: Int, dimension: Int) {
    self.name = name
    self.size = size
    self.dimension = dimension
  }
}

extension NotPositiveDefinite: CustomStringConvertible {
  public var description: String {
    """
    \(name) is not positive definite: dimension \(dimension) of \(size) follows from those before it; \
    give more vectors than they have dimensions, and none that is constant
    """
  }
}
