import ReferenceValues
import Statistics
import Testing

@testable import Evaluation

/// Disentanglement metrics against numpy and scikit-learn on stored codes.
@Suite("Disentanglement")
struct DisentanglementTests {
  private struct Reference: Decodable {
    let factors: [[Int]]
    let sets: [Codes]
    let classifier: Classifier

    struct Codes: Decodable {
      let name: String
      let codes: [[Double]]
      let gaps: [Double]
      let mig, metric: Double
    }

    struct Classifier: Decodable {
      let x, test: [[Double]]
      let y, predicted: [Int]
    }
  }

  private static let reference = Result { try ReferenceValues.load("disentanglement", as: Reference.self) }

  @Test("MIG is that of scikit-learn to 1e-9, for each factor; 1 for perfect codes, less for rotated ones, 0 for noise")
  func gap() throws {
    let reference = try Self.reference.get()
    for set in reference.sets {
      let gap = MutualInformationGap(codes: set.codes, factors: reference.factors)
      #expect(abs(gap.score - set.mig) < 1e-9, "\(set.name)")
      for (own, other) in zip(gap.gaps, set.gaps) { #expect(abs(own - other) < 1e-9, "\(set.name)") }
    }
    let scores = reference.sets.map { MutualInformationGap(codes: $0.codes, factors: reference.factors).score }
    #expect(abs(scores[0] - 1) < 1e-9 && scores[1] < 0.5 && scores[2] < 0.02)
  }

  @Test("the β-VAE metric is scikit-learn's but for its draws: 1 for perfect codes, chance for noise")
  func metric() throws {
    let reference = try Self.reference.get()
    var size = BetaVAEMetric.Size()
    (size.learning, size.judging) = (1500, 1000)
    for set in reference.sets {
      let pictures = reference.factors[0].indices.map { picture in set.codes.map { $0[picture] } }
      let metric = try BetaVAEMetric(codes: pictures, factors: reference.factors, size: size)
      #expect(abs(metric.accuracy - set.metric) < 0.05, "\(set.name): \(metric.accuracy)")
      if set.name == "perfect" { #expect(metric.accuracy == 1) }
    }
  }

  @Test("the linear classifier decides as scikit-learn's does")
  func classifier() throws {
    let reference = try Self.reference.get().classifier
    let fit = SoftmaxRegression(Matrix(rows: reference.x), classes: reference.y, count: 4)
    let agreeing = zip(reference.test, reference.predicted).count { fit.best($0) == $1 }
    #expect(agreeing >= reference.test.count - 1)
  }

  @Test("bins are numpy's: the largest number has the last one, and equal numbers share one")
  func bins() {
    #expect(Bins.ofEqualWidth([0, 1, 2, 3, 4], count: 4) == [0, 1, 2, 3, 3])
    #expect(Bins.ofEqualWidth([7, 7, 7]) == [0, 0, 0])
    #expect(Bins.levels([3, 1, 3, 2]) == [2, 0, 2, 1])
    #expect(Set(Bins.levels((0..<1000).map { Double($0) })).count == Bins.count)
  }
}
