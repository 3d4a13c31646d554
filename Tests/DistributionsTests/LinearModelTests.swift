import Distributions
import Statistics
import Testing

/// The autoencoder of which everything is known: z ~ N(0, I), x ~ N(W·z + b, v·I), with any diagonal posterior q.
@Suite("A linear model")
struct LinearModelTests {
  static let weight = Matrix(rows: [
    [1, 0.2, -0.4], [0.5, -1.1, 0.3], [0, 0.7, 0.9], [1.3, 0, -0.6], [-0.8, 0.4, 0.1],
  ])
  static let bias = [0.3, -0.2, 0.8, 0, 1.0]
  static let variance = 0.35

  /// p(x) = N(b, W·Wᵀ + v·I).
  private func marginal() throws -> CorrelatedGaussian {
    var covariance = Self.weight.rowProducts
    for i in 0..<5 { covariance[i, i] += Self.variance }
    return try CorrelatedGaussian(mean: Self.bias, covariance: covariance, name: "the marginal")
  }

  /// p(z|x) = N(M⁻¹·Wᵀ(x − b)/v, M⁻¹) with M = I + Wᵀ·W/v.
  private func posterior(_ x: [Double]) throws -> CorrelatedGaussian {
    var precision = Self.weight.transposed.rowProducts
    for i in 0..<3 { for j in 0..<3 { precision[i, j] = precision[i, j] / Self.variance + (i == j ? 1 : 0) } }
    let inverse = try Cholesky(precision, name: "the precision")
    let covariance = Matrix(rows: (0..<3).map { i in inverse.solve((0..<3).map { $0 == i ? 1 : 0 }) })
    let projected = Self.weight.transposedTimes(zip(x, Self.bias).map { ($0 - $1) / Self.variance })
    return try CorrelatedGaussian(mean: inverse.solve(projected), covariance: covariance, name: "the posterior")
  }

  /// E_q log p(x|z) − KL(q ‖ N(0, I)), in closed form.
  private func bound(_ x: [Double], _ q: IndependentGaussian) -> Double {
    let mean = zip(Self.weight.times(q.mean), Self.bias).map { $0 + $1 }
    let likelihood = IndependentGaussian(
      mean: mean, logVariance: Array(repeating: Gaussian(mean: 0, variance: Self.variance).logVariance, count: 5))
    let spread = (0..<5).reduce(0.0) { sum, i in
      sum + (0..<3).reduce(0.0) { $0 + Self.weight[i, $1] * Self.weight[i, $1] * q[$1].variance }
    }
    return likelihood.logDensity(x) - spread / (2 * Self.variance) - q.divergence(to: .standard(3))
  }

  @Test(
    "loses exactly the divergence of its posterior: log p(x) = ELBO + KL(q ‖ p(z|x))",
    arguments: [
      IndependentGaussian.standard(3), IndependentGaussian(mean: [0.4, -0.7, 1.1], logVariance: [-1, -2, 0.5]),
      IndependentGaussian(mean: [-3, 2, 0], logVariance: [-6, 1, -0.1]),
    ])
  func identity(_ q: IndependentGaussian) throws {
    for x in [[0.1, 0.5, -1, 2, 0.3], [4, -2, 1, 0, 0], Self.bias] {
      let gap = CorrelatedGaussian(q).divergence(to: try posterior(x))
      let evidence = try marginal().logDensity(x)
      #expect(abs(evidence - (bound(x, q) + gap)) < 1e-6 * max(1, abs(evidence)))
      #expect(gap > 0 && bound(x, q) < evidence)
    }
  }

  @Test("has the evidence that Bayes' rule gives at every latent")
  func bayes() throws {
    let x = [0.1, 0.5, -1, 2, 0.3]
    for z in [[0, 0, 0], [0.5, -1, 2.0]] {
      let mean = zip(Self.weight.times(z), Self.bias).map { $0 + $1 }
      let logVariance = [Double](repeating: Gaussian(mean: 0, variance: Self.variance).logVariance, count: 5)
      let likelihood = IndependentGaussian(mean: mean, logVariance: logVariance)
      let joint = likelihood.logDensity(x) + IndependentGaussian.standard(3).logDensity(z)
      #expect(abs(joint - (try posterior(x).logDensity(z)) - (try marginal().logDensity(x))) < 1e-9)
    }
  }
}
