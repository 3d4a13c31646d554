import ReferenceValues
import Statistics
import Testing

@Suite("Shrunk covariance")
struct ShrunkCovarianceTests {
  struct Reference: Decodable {
    let many, few: Example

    struct Example: Decodable {
      let vectors, covariance: [[Double]]
      let shrinkage: Double
      let distances: [Double]
    }
  }

  @Test("Shrinkage, covariance and distances are scikit-learn's, with more vectors than dimensions and with fewer")
  func reference() throws {
    let reference: Reference = try ReferenceValues.load("shrinkage")
    for example in [reference.many, reference.few] {
      let shrunk = ShrunkCovariance(Matrix(rows: example.vectors))
      #expect(abs(shrunk.shrinkage - example.shrinkage) < 1e-12)
      #expect(difference(shrunk.covariance.elements, example.covariance.flatMap(\.self)) < 1e-12)
      let distance = try Mahalanobis(shrunk, of: "vectors")
      #expect(difference(example.vectors.map(distance.distance), example.distances) < 1e-9)
    }
  }

  @Test("Vectors that do not vary have no distance")
  func constant() {
    let shrunk = ShrunkCovariance(Matrix(rows: [[1, 2], [1, 2]]))
    #expect(throws: NotPositiveDefinite.self) { try Mahalanobis(shrunk, of: "two vectors") }
  }

  @Test("Whitened vectors are as far apart as the Mahalanobis distance says")
  func whitened() throws {
    let rows = (0..<20).map { (i: Int) -> [Double] in [i * 7 % 11, i * 5 % 13, i * i % 17].map { Double($0) } }
    let measure = try Mahalanobis(Moments(Matrix(rows: rows)), of: "20 vectors")
    let squares = measure.whitened(rows[3]).reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares.squareRoot() - measure.distance(rows[3])) < 1e-12)
  }
}
