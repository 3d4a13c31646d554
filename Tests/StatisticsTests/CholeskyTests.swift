import Statistics
import Testing

@Suite("Cholesky and Mahalanobis")
struct CholeskyTests {
  @Test("Factor and solution are numpy's")
  func reference() throws {
    let reference = try StatisticsReference.load()
    let cholesky = try Cholesky(Matrix(rows: reference.covariance), name: "the covariance")
    #expect(difference(cholesky.factor.elements, reference.cholesky.flatMap(\.self)) < 1e-12)
    #expect(difference(cholesky.solve((1...7).map(Double.init)), reference.solution) < 1e-10)
  }

  @Test("Distances are numpy's")
  func distances() throws {
    let reference = try StatisticsReference.load()
    let mahalanobis = try Mahalanobis(Moments(Matrix(rows: reference.many)), of: "60 vectors")
    #expect(difference(reference.many.map(mahalanobis.distance), reference.distances) < 1e-10)
  }

  @Test("Fewer vectors than dimensions are refused by name")
  func tooFew() throws {
    let reference = try StatisticsReference.load()
    #expect {
      try Mahalanobis(Moments(Matrix(rows: reference.few)), of: "6 pictures")
    } throws: {
      "\($0)".hasPrefix("the covariance of 6 pictures is not positive definite: dimension 5 of 9 follows from")
    }
  }

  @Test("A number that never changes is refused, and so is a matrix with a negative eigenvalue")
  func constant() {
    let rows = (0..<30).map { i -> [Double] in [Double(i * 7 % 11), 4, Double(i * 5 % 13)] }
    let vectors = Matrix(rows: rows)
    #expect(throws: NotPositiveDefinite(name: "the covariance of 30 vectors", size: 3, dimension: 1)) {
      try Mahalanobis(Moments(vectors), of: "30 vectors")
    }
    #expect(throws: NotPositiveDefinite(name: "m", size: 2, dimension: 1)) {
      try Cholesky(Matrix(rows: [[1, 2], [2, 1]]), name: "m")
    }
  }
}
