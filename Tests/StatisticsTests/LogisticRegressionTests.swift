import Statistics
import Testing

@Suite("Logistic regression")
struct LogisticRegressionTests {
  @Test("Weights and bias are scikit-learn's", arguments: 0..<3)
  func reference(_ index: Int) throws {
    let reference = try StatisticsReference.load()
    let expected = reference.logistic[index]
    let fit = LogisticRegression(
      Matrix(rows: reference.many), belongs: reference.labels, penalty: expected.penalty)
    #expect(difference(fit.standardised.weights, expected.standardised) < 1e-7)
    #expect(abs(fit.standardised.bias - expected.standardisedBias) < 1e-7)
    #expect(difference(fit.score.weights, expected.weights) < 1e-7)
    #expect(abs(fit.score.bias - expected.bias) < 1e-7)
  }

  @Test("So they are where the samples have weights", arguments: 0..<2)
  func weighted(_ index: Int) throws {
    let reference = try StatisticsReference.load()
    let expected = reference.weightedLogistic[index]
    let fit = LogisticRegression(
      Matrix(rows: reference.many), belongs: reference.labels, weights: reference.sampleWeights,
      penalty: expected.penalty)
    #expect(difference(fit.score.weights, expected.weights) < 1e-7)
    #expect(abs(fit.score.bias - expected.bias) < 1e-7)
  }

  @Test("A path of penalties ends where each fit alone ends")
  func path() throws {
    let reference = try StatisticsReference.load()
    let vectors = Matrix(rows: reference.many)
    let path = LogisticRegression.path(vectors, belongs: reference.labels, penalties: [10, 0.1, 0.001])
    for fit in path {
      let alone = LogisticRegression(vectors, belongs: reference.labels, penalty: fit.penalty)
      #expect(difference(fit.score.weights, alone.score.weights) < 1e-7)
    }
  }

  @Test("Classes that a plane parts have a finite answer, and a constant number gets no weight")
  func separable() {
    let vectors = Matrix(rows: (0..<20).map { [Double($0), 3] })
    let fit = LogisticRegression(vectors, belongs: (0..<20).map { $0 >= 10 }, penalty: 1e-6)
    #expect(fit.score.weights[0].isFinite && fit.score.weights[0] > 0)
    #expect(fit.score.weights[1] == 0)
    #expect(fit.score([9, 3]) < 0 && fit.score([10, 3]) > 0)
  }
}
