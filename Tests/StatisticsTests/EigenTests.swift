import Statistics
import Testing

@Suite("Symmetric eigendecomposition")
struct EigenTests {
  @Test("Eigenvalues are numpy's")
  func values() throws {
    let reference = try StatisticsReference.load()
    #expect(difference(SymmetricEigen(Matrix(rows: reference.symmetric)).values, reference.eigenvalues) < 1e-13)
  }

  /// Numbers that are not special, of either sign.
  static func matrix(_ size: Int) -> Matrix {
    var matrix = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0...i {
        matrix[i, j] = Double((i * 37 + j * 101) % 29 - 14) / 7
        matrix[j, i] = matrix[i, j]
      }
    }
    return matrix
  }

  @Test("A·v = λ·v, and the vectors are orthonormal", arguments: [1, 2, 3, 17, 40])
  func definition(_ size: Int) {
    let matrix = Self.matrix(size)
    let eigen = SymmetricEigen(matrix)
    for (k, value) in eigen.values.enumerated() {
      let vector = eigen.vectors.row(k)
      #expect(zip(matrix.times(vector), vector).allSatisfy { abs($0 - value * $1) < 1e-12 })
    }
    let products = eigen.vectors.rowProducts
    #expect(zip(products.elements, Matrix.identity(size).elements).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("Diagonal and equal eigenvalues are no special case")
  func special() {
    var diagonal = Matrix.identity(5)
    diagonal[3, 3] = 7
    #expect(SymmetricEigen(diagonal).values == [7, 1, 1, 1, 1])
    #expect(SymmetricEigen(Matrix(rows: 4, columns: 4)).values == [0, 0, 0, 0])
    #expect(difference(SymmetricEigen(Matrix(rows: 6, columns: 6, repeating: 1)).values, [6, 0, 0, 0, 0, 0]) < 1e-14)
  }
}
