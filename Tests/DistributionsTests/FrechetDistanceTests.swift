import Distributions
import Statistics
import Testing

@Suite("Fréchet distance")
struct FrechetDistanceTests {
  @Test("is numpy's, the same both ways, and 0 of a cloud to itself")
  func reference() throws {
    let reference = try DistributionsReference.load()
    let (p, q) = (reference.correlated.p, reference.correlated.q)
    let (a, b) = (Matrix(rows: p.covariance), Matrix(rows: q.covariance))
    let distance = FrechetDistance.between(p.mean, a, and: q.mean, b)
    #expect(abs(distance - reference.distance) < 1e-9)
    #expect(abs(distance - FrechetDistance.between(q.mean, b, and: p.mean, a)) < 1e-9)
    #expect(FrechetDistance.between(p.mean, a, and: p.mean, a) < 1e-9)
  }

  @Test("of independent numbers is Σ (μ₁ − μ₂)² + (σ₁ − σ₂)², singular or not")
  func independent() {
    let (a, b) = (Matrix(rows: [[4, 0], [0, 0]]), Matrix(rows: [[1, 0], [0, 9]]))
    #expect(abs(FrechetDistance.between([0, 1], a, and: [2, 1], b) - (4 + 1 + 9)) < 1e-12)
  }

  @Test("of two samples of one distribution falls with their count")
  func samples() {
    func distance(_ count: Int) -> Double {
      let rows = (0..<2 * count).map { Numerical.noise($0, 6) }
      return FrechetDistance.between(
        Moments(Matrix(rows: Array(rows[..<count]))), and: Moments(Matrix(rows: Array(rows[count...]))))
    }
    #expect(distance(2000) < distance(100) / 4)
  }
}
