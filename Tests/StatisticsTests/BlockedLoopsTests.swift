import Statistics
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Loops over many vectors")
struct BlockedLoopsTests {
  private func example() throws -> (vectors: Matrix, moments: Moments, cholesky: Cholesky) {
    let vectors = Matrix(rows: try StatisticsReference.load().many)
    let moments = Moments(vectors)
    return (vectors, moments, try Cholesky(moments.covariance, name: "the covariance"))
  }

  @Test("give the distances that one vector at a time gives", arguments: [0..<60, 3..<4, 7..<13, 58..<60, 5..<5])
  func distances(_ range: Range<Int>) throws {
    let (vectors, moments, cholesky) = try example()
    let many = WhitenedDistances(mean: moments.mean, cholesky).squares(vectors, range)
    let one = try Mahalanobis(moments, of: "60 vectors")
    let expected = range.map { row -> Double in
      let distance = one.distance(vectors.row(row))
      return distance * distance
    }
    #expect(many.count == range.count && (range.isEmpty || difference(many, expected) < 1e-10))
  }

  @Test("give the scatter in any bands", arguments: [[0..<7], [0..<1, 1..<7], [0..<4, 4..<5, 5..<7]])
  func scatter(_ bands: [Range<Int>]) throws {
    let (vectors, moments, _) = try example()
    let weights = (0..<60).map { (i: Int) -> Double in i % 4 == 1 ? 0 : Double(i % 5) * 0.3 + 0.1 }
    let scatter = WeightedScatter(vectors, weights: weights, mean: moments.mean)
    let found = bands.flatMap { scatter.band($0) }
    for i in 0..<7 {
      for j in 0...i {
        var expected = 0.0
        for row in 0..<60 {
          let (a, b) = (vectors[row, i] - moments.mean[i], vectors[row, j] - moments.mean[j])
          expected += weights[row] * a * b
        }
        #expect(abs(found[i * 7 + j] - expected) <= 1e-11 * max(1, abs(expected)))
      }
    }
  }

  @Test("give a factor's inverse, products and determinant")
  func factor() throws {
    let (_, moments, cholesky) = try example()
    let identity = cholesky.factor.times(cholesky.inverseFactor)
    #expect(difference(identity.elements, Matrix.identity(7).elements) < 1e-10)
    let x = (1...7).map(Double.init)
    #expect(difference(cholesky.timesLower(x), cholesky.factor.times(x)) < 1e-14)
    #expect(difference(cholesky.solveLower(cholesky.timesLower(x)), x) < 1e-11)
    let eigenvalues = SymmetricEigen(moments.covariance).values
    #expect(abs(cholesky.logDeterminant - eigenvalues.reduce(0) { $0 + log($1) }) < 1e-9)
    let precisions = WhitenedDistances(mean: moments.mean, cholesky).precisions
    #expect(abs(precisions[2] - cholesky.solve([0, 0, 1, 0, 0, 0, 0])[2]) < 1e-10 * precisions[2])
    #expect(moments.covariance.squaredDistances(to: moments.covariance.row(3))[3] == 0)
  }
}
