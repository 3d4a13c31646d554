import Evaluation
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Measures")
struct MeasuresTests {
  @Test("An estimate is the mean with its standard error")
  func estimate() throws {
    let estimate = try #require(Estimate([1, 2, 3, 6]))
    #expect(estimate.mean == 3)
    #expect(abs(estimate.standardError - (14.0 / 3 / 4).squareRoot()) < 1e-15)
    #expect(abs(estimate.deviation(of: 4) - (14.0 / 3).squareRoot()) < 1e-15)
    #expect(Estimate([]) == nil && Estimate([5])?.standardError == 0)
  }

  @Test("Weights that are all the same have no error; one that has it all counts as one draw")
  func importance() {
    let equal = ImportanceEstimate(logWeights: [-900, -900, -900])
    #expect(abs(equal.logDensity + 900) < 1e-12 && equal.standardError < 1e-7)
    #expect(abs(equal.effectiveDraws - 3) < 1e-12)
    let one = ImportanceEstimate(logWeights: [0, -800, -900])
    #expect(abs(one.logDensity + log(3.0)) < 1e-12 && one.effectiveDraws == 1 && one.standardError == 1)
    let weights = [1.0, 2, 3, 6]
    let mixed = ImportanceEstimate(logWeights: weights.map { log($0) })
    #expect(abs(mixed.logDensity - log(3.0)) < 1e-12)
    // The error of the mean, over the mean.
    #expect(abs(mixed.standardError - (14.0 / 3 / 4).squareRoot() / 3) < 1e-12)
    #expect(ImportanceEstimate(logWeights: [7]).logDensity == 7)
  }

  @Test("Gradient energy counts steps to the right and below, in every channel, and falls by blur")
  func energy() {
    #expect(GradientEnergy.of(Tensor([1, 1, 3], [0, 1, 3])) == 2.5)
    #expect(GradientEnergy.of(Tensor([1, 2, 2], [0, 1, 2, 5])) == (1 + 4 + 16 + 9) / 4.0)
    #expect(GradientEnergy.of(Tensor([2, 1, 2], [0, 1, 0, 3])) == 5)
    #expect(GradientEnergy.of(Tensor([3, 4, 4], repeating: 0.7)) == 0)
    #expect(GradientEnergy.of(Tensor([1, 1, 1], [3])) == 0)
  }
}
