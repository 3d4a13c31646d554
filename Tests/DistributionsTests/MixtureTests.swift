import Distributions
import Statistics
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A mixture")
struct MixtureTests {
  private func plane() throws -> Mixture<CorrelatedGaussian> {
    Mixture(
      weights: try Categorical(weights: [3, 1]),
      components: [
        try CorrelatedGaussian(mean: [-1, 0], covariance: Matrix(rows: [[1, 0.6], [0.6, 0.5]]), name: "a"),
        try CorrelatedGaussian(mean: [2, 1], covariance: Matrix(rows: [[0.4, -0.1], [-0.1, 0.9]]), name: "b"),
      ])
  }

  @Test("has torch's density and responsibilities")
  func reference() throws {
    let reference = try DistributionsReference.load().mixture
    let mixture = Mixture(
      weights: try Categorical(weights: reference.weights),
      components: try reference.components.map { try $0.gaussian() })
    #expect(abs(mixture.logDensity(reference.x) - reference.logDensity) < 1e-11)
    #expect(difference(mixture.responsibilities(reference.x), reference.responsibilities) < 1e-11)
  }

  @Test("integrates to 1, with the mean of its components")
  func integral() throws {
    let mixture = try plane()
    func expectation(_ f: ([Double]) -> Double) -> Double {
      Numerical.integral(square: -9...9, steps: 180) { exp(mixture.logDensity($0)) * f($0) }
    }
    #expect(abs(expectation { _ in 1 } - 1) < 1e-9)
    #expect(abs(expectation { $0[0] } - mixture.mean[0]) < 1e-8)
    #expect(difference(mixture.mean, [-0.25, 0.25]) < 1e-12)
  }

  @Test("of one component is that component")
  func one() throws {
    let alone = IndependentGaussian(mean: [1, 2], logVariance: [0.5, -1])
    let mixture = Mixture(weights: try Categorical(weights: [7]), components: [alone])
    #expect(abs(mixture.logDensity([0.3, 4]) - alone.logDensity([0.3, 4])) < 1e-14)
    #expect(mixture.responsibilities([0, 0]) == [1])
  }

  @Test("knows where a vector comes from even where every density is 0")
  func far() throws {
    let mixture = try plane()
    let far = mixture.responsibilities([900, 400])
    #expect(abs(far.reduce(0, +) - 1) < 1e-12 && far.allSatisfy { $0.isFinite })
    #expect(mixture.logDensity([900, 400]).isFinite && exp(mixture.logDensity([900, 400])) == 0)
  }

  @Test("is sampled component by component, as often as its weights say")
  func draws() throws {
    let mixture = try plane()
    let draws = (0..<20_000).map {
      mixture.sample(choice: Numerical.uniform($0), noise: Numerical.noise($0, 2))
    }
    for i in 0..<2 {
      let mean = Numerical.mean(draws.map { $0[i] })
      #expect(abs(mean.value - mixture.mean[i]) < 5 * mean.error)
    }
    // Var = Σ w·(σ² + (m − mean)²), of the first number.
    let square = Numerical.mean(draws.map { ($0[0] + 0.25) * ($0[0] + 0.25) })
    #expect(abs(square.value - (0.75 * (1 + 0.5625) + 0.25 * (0.4 + 5.0625))) < 5 * square.error)
    #expect(mixture.sample(temperature: 0, choice: 0.8, noise: [9, 9]) == [2, 1])
  }

  @Test("Logarithms of sums neither overflow nor vanish")
  func sums() {
    #expect(abs(LogSumExp.of([1000, 1000]) - (1000 + log(2.0))) < 1e-12)
    #expect(abs(LogSumExp.of([-2000, -2000.0]) - (-2000 + log(2.0))) < 1e-12)
    #expect(LogSumExp.of([]) == -.infinity && LogSumExp.of([-.infinity, -.infinity]) == -.infinity)
    #expect(LogSumExp.of([0, .infinity]) == .infinity && LogSumExp.of([-.infinity, 3]) == 3)
  }
}
