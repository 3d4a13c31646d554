import Autoencoders
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A distribution")
struct DistributionTests {
  static let draws = 10_000

  /// Mean and variance of 10,000 draws are within 5 standard errors of what they must be.
  private func check(mean: Double, variance: Double, kurtosis: Double = 3, _ draw: (Float) -> Float) {
    let noise = RandomSource(seed: 17, stage: "test", item: "a", draw: 0).normals(Self.draws)
    let values = noise.map { Double(draw($0)) }
    let count = Double(Self.draws)
    let found = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(abs(found - mean) <= 5 * (variance / count).squareRoot(), "mean \(found), not \(mean)")
    let error = variance * ((kurtosis - 1) / count).squareRoot()
    #expect(abs(spread - variance) <= 5 * error + 1e-12, "variance \(spread), not \(variance)")
  }

  @Test("q(z|x) is sampled with its mean and t²·σ²", arguments: [Float(1), 0.5, 2])
  func posterior(_ temperature: Float) {
    let q = DiagonalGaussian(mean: Tensor([1], [0.7]), logVariance: Tensor([1], [-1.2]))
    let variance = exp(-1.2) * Double(temperature) * Double(temperature)
    check(mean: 0.7, variance: variance) { q.sample(temperature: temperature, noise: [$0])[0] }
  }

  @Test("p(x|z) is sampled with its mean and variance, whatever its family")
  func likelihood() {
    let mean = Tensor([1, 1, 1], [0.3])
    let gaussian = Likelihood(mean: mean, family: .gaussian(logVariance: Tensor([1, 1, 1], [-3])))
    check(mean: 0.3, variance: exp(-3)) { gaussian.sample(temperature: 1, noise: [$0])[0] }
    let fixed = Likelihood(mean: mean, family: .fixedVariance(0.04))
    check(mean: 0.3, variance: 0.04) { fixed.sample(temperature: 1, noise: [$0])[0] }
    let bernoulli = Likelihood(mean: mean, family: .bernoulli)
    let kurtosis = 3 + (1 - 6 * 0.21) / 0.21
    check(mean: 0.3, variance: 0.21, kurtosis: kurtosis) { bernoulli.sample(temperature: 1, noise: [$0])[0] }
    check(mean: 0.3, variance: 0.0525, kurtosis: kurtosis) { bernoulli.sample(temperature: 0.5, noise: [$0])[0] }
  }

  @Test("gives its mean at temperature 0, without noise")
  func zero() {
    let mean = Tensor([2], [1, 2])
    #expect(DiagonalGaussian(mean: mean, logVariance: mean).sample(temperature: 0, noise: []) == mean)
    for family in [Likelihood.Family.gaussian(logVariance: mean), .fixedVariance(1), .bernoulli] {
      #expect(Likelihood(mean: mean, family: family).sample(temperature: 0, noise: []) == mean)
    }
  }

  @Test("has the KL divergence of the formula: 0 for N(0, I)")
  func divergence() {
    let standard = DiagonalGaussian(mean: Tensor([3]), logVariance: Tensor([3]))
    #expect(standard.klDivergenceToStandardNormal == 0)
    let other = DiagonalGaussian(mean: Tensor([2], [1, 0]), logVariance: Tensor([2], [0, 1]))
    #expect(abs(other.klDivergenceToStandardNormal - (0.5 + (exp(1.0) - 2) / 2)) < 1e-12)
  }
}
