import Distributions
import Tensors
import Testing

@testable import Autoencoders

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A posterior that is richer than a normal distribution") struct RicherPosteriorTests {
  private static let normal = IndependentGaussian(mean: [1, -1], logVariance: [0.3, -0.6])

  private func noise(_ draw: Int, _ count: Int) -> [Float] {
    RandomSource(seed: 1, stage: "test", item: "richer", draw: draw).normals(count)
  }

  private func posterior(_ richer: RicherPosterior, _ count: Int) -> DiagonalGaussian {
    DiagonalGaussian(mean: Tensor([count]), logVariance: Tensor([count]), richer: richer)
  }

  /// Draws of one component are those of the normal distribution.
  @Test func aMixtureOfOneIsTheNormalPosterior() throws {
    let plain = DiagonalGaussian(mean: Tensor([2], [1, -1]), logVariance: Tensor([2], [0.3, -0.6]))
    let mixture = Mixture(
      weights: try Categorical(weights: [1]),
      components: [IndependentGaussian(mean: [1, -1], logVariance: [Double(Float(0.3)), Double(Float(-0.6))])])
    let one = posterior(.mixture(mixture), 2)
    let prior = Prior.standard([2])
    for draw in 0..<20 {
      let noise = noise(draw, 3)
      let (a, b) = (
        one.sample(temperature: 1, noise: noise), plain.sample(temperature: 1, noise: [noise[0], noise[1]])
      )
      for i in 0..<2 { #expect(abs(a[i] - b[i]) < 1e-6) }
      #expect(abs((one.logDensity(a) ?? 0) - (plain.logDensity(a) ?? 1)) < 1e-6)
    }
    #expect(abs((one.divergence(to: prior) ?? 0) - (plain.divergence(to: prior) ?? 1)) < 1e-6)
  }

  @Test func aMixturesComponentsAreAsFrequentAsTheirWeights() throws {
    let components = [-10.0, 10].map { IndependentGaussian(mean: [$0], logVariance: [0]) }
    let mixture = posterior(.mixture(Mixture(weights: try Categorical(weights: [3, 1]), components: components)), 1)
    let draws = (0..<4000).map { mixture.sample(temperature: 1, noise: noise($0, 2))[0] }
    #expect(abs(Double(draws.count { $0 > 0 }) / 4000 - 0.25) < 0.03)
    #expect(mixture.divergence(to: .standard([1])) == nil)
  }

  @Test func categoriesAreAsFrequentAsTheirProbabilities() throws {
    let shares = [0.5, 0.2, 0.3]
    let joined = posterior(.joined(Self.normal, [try Categorical(weights: shares)]), 5)
    var counts = [0, 0, 0]
    for draw in 0..<6000 {
      let z = joined.sample(temperature: 1, noise: noise(draw, joined.noiseCount))
      let category = Array(z.elements[2...])
      #expect(category.sorted() == [0, 0, 1])
      counts[category.firstIndex(of: 1) ?? 0] += 1
    }
    for (count, share) in zip(counts, shares) { #expect(abs(Double(count) / 6000 - share) < 0.03) }
  }

  @Test func theDivergenceOfCategoriesIsThatToEqualOnes() throws {
    let category = try Categorical(weights: [0.5, 0.2, 0.3])
    let joined = posterior(.joined(Self.normal, [category]), 5)
    let prior = Prior.standard([5]).with([CategoricalLatent(name: "c", categories: ["a", "b", "c"], range: 2..<5)])
    let expected = Self.normal.divergence(to: .standard(2)) + log(3) - category.entropy
    #expect(abs((joined.divergence(to: prior) ?? 0) - expected) < 1e-6)
    let parts = try #require(joined.divergences(to: prior))
    #expect(parts.count == 5 && parts.allSatisfy { $0 >= 0 } && abs(parts.reduce(0, +) - expected) < 1e-6)
    /// The same as the mean of log q − log p over fair draws.
    let mean =
      (0..<4000).reduce(0.0) { sum, draw in
        let z = joined.sample(temperature: 1, noise: noise(draw, 5))
        return sum + (joined.logDensity(z) ?? 0) - prior.logDensity(z)
      } / 4000
    #expect(abs(mean - expected) < 0.05)
  }

  @Test func thePriorDrawsOneCategoryWhateverTheTemperature() {
    let prior = Prior.standard([5]).with([CategoricalLatent(name: "c", categories: ["a", "b", "c"], range: 2..<5)])
    let cold = prior.sampleNormal(temperature: 0, noise: [1, 1, -0.2, 0.4, 0.1])
    #expect(cold.elements == [0, 0, 0, 1, 0])
    #expect(prior.sampleNormal(temperature: 1, noise: [1, 2, 3, 0.4, 0.1]).elements == [1, 2, 1, 0, 0])
    #expect(abs(prior.logDensity(cold) - (-log(2 * Double.pi) - log(3))) < 1e-9)
  }

  @Test func whatIsPulledTowardsZeroKeepsItsCategory() throws {
    var joined = posterior(.joined(Self.normal, [try Categorical(weights: [1, 2])]), 4)
    joined.mean = Tensor([4], [1, -1, 0, 1])
    let pulled = joined.pulledTowardsZero(by: 0.5)
    #expect(pulled.mean.elements == [0.5, -0.5, 0, 1])
    guard case .joined(let normal, _)? = pulled.richer else {
      Issue.record("no categories")
      return
    }
    #expect(normal.mean == [0.5, -0.5])
  }
}
