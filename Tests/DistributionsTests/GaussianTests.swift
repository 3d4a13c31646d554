import Distributions
import Statistics
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A normal distribution")
struct GaussianTests {
  static let examples = [
    Gaussian(), Gaussian(mean: 0.7, logVariance: -1.2), Gaussian(mean: -3, variance: 4),
    Gaussian(mean: 5, variance: 0.01),
  ]

  @Test(
    "of one number has a density that integrates to 1, with the mean, variance and entropy it says", arguments: examples
  )
  func integrals(_ p: Gaussian) {
    let reach = 12 * p.variance.squareRoot()
    func expectation(_ f: (Double) -> Double) -> Double {
      Numerical.integral(p.mean - reach...p.mean + reach) { exp(p.logDensity($0)) * f($0) }
    }
    #expect(abs(expectation { _ in 1 } - 1) < 1e-12)
    #expect(abs(expectation { $0 } - p.mean) < 1e-11)
    #expect(abs(expectation { ($0 - p.mean) * ($0 - p.mean) } - p.variance) < 1e-11)
    #expect(abs(expectation { -p.logDensity($0) } - p.entropy) < 1e-11)
  }

  @Test("diverges from another as the integral says, is never nearer than itself, and not as the other from it")
  func divergence() {
    for p in Self.examples {
      for q in Self.examples {
        let reach = 12 * p.variance.squareRoot()
        let integral = Numerical.integral(p.mean - reach...p.mean + reach) {
          exp(p.logDensity($0)) * (p.logDensity($0) - q.logDensity($0))
        }
        let divergence = p.divergence(to: q)
        #expect(abs(divergence - integral) < 1e-9 * max(1, integral))
        #expect((divergence == 0) == (p == q) && divergence >= 0)
        #expect(p == q || divergence != q.divergence(to: p))
      }
    }
  }

  @Test("that differs from another by the last bit alone has a divergence above 0", arguments: [1e-3, 1e-9, 1e-15])
  func nearlyEqual(_ step: Double) {
    #expect(Gaussian(logVariance: step).divergence(to: Gaussian()) > 0)
    #expect(Gaussian(logVariance: -step).divergence(to: Gaussian()) > 0)
    let exact = step * step / 4
    #expect(abs(Gaussian(logVariance: step).divergence(to: Gaussian()) - exact) < exact * step)
  }

  @Test("with a 1×1 covariance has the density of one number")
  func oneByOne() throws {
    for p in Self.examples {
      let whole = try CorrelatedGaussian(mean: [p.mean], covariance: Matrix(rows: [[p.variance]]), name: "one number")
      let independent = IndependentGaussian(mean: [p.mean], logVariance: [p.logVariance])
      for x in [-4, -0.5, 0, 0.3, 2.0] {
        let exact = p.logDensity(x)
        #expect(abs(whole.logDensity([x]) - exact) <= 1e-12 * max(1, abs(exact)))
        #expect(abs(independent.logDensity([x]) - exact) <= 1e-12 * max(1, abs(exact)))
      }
      #expect(abs(whole.entropy - p.entropy) < 1e-12)
    }
  }

  @Test("has torch's density, entropy and divergences")
  func reference() throws {
    let reference = try DistributionsReference.load()
    let (correlated, independent) = (reference.correlated, reference.independent)
    let (p, q) = (try correlated.p.gaussian(), try correlated.q.gaussian())
    #expect(abs(p.logDensity(correlated.x) - correlated.logDensity) < 1e-11)
    #expect(abs(p.entropy - correlated.entropy) < 1e-12)
    #expect(abs(p.divergence(to: q) - correlated.divergence) < 1e-11)
    #expect(abs(q.divergence(to: p) - correlated.otherWay) < 1e-11)
    let (a, b) = (independent.p.gaussian, independent.q.gaussian)
    #expect(abs(a.logDensity(independent.x) - independent.logDensity) < 1e-12)
    #expect(abs(a.entropy - independent.entropy) < 1e-12)
    #expect(abs(a.divergence(to: b) - independent.divergence) < 1e-12)
    #expect(abs(b.divergence(to: a) - independent.otherWay) < 1e-12)
  }

  @Test("with a full covariance integrates to 1 over the plane, with its own covariance and entropy")
  func plane() throws {
    let covariance = Matrix(rows: [[1, 0.6], [0.6, 0.5]])
    let p = try CorrelatedGaussian(mean: [0.3, -0.2], covariance: covariance, name: "the plane")
    func expectation(_ f: ([Double]) -> Double) -> Double {
      Numerical.integral(square: -8...8, steps: 160) { exp(p.logDensity($0)) * f($0) }
    }
    #expect(abs(expectation { _ in 1 } - 1) < 1e-9)
    #expect(abs(expectation { ($0[0] - 0.3) * ($0[1] + 0.2) } - 0.6) < 1e-9)
    #expect(abs(expectation { -p.logDensity($0) } - p.entropy) < 1e-8)
    let q = try CorrelatedGaussian(mean: [0, 0], covariance: .identity(2), name: "the plane")
    let integral = expectation { p.logDensity($0) - q.logDensity($0) }
    #expect(abs(integral - p.divergence(to: q)) < 1e-8)
  }

  @Test("with a diagonal covariance is the same written either way")
  func bothForms() throws {
    let reference = try DistributionsReference.load().independent
    let (a, b) = (reference.p.gaussian, reference.q.gaussian)
    #expect(abs(CorrelatedGaussian(a).logDensity(reference.x) - a.logDensity(reference.x)) < 1e-12)
    #expect(abs(CorrelatedGaussian(a).divergence(to: CorrelatedGaussian(b)) - a.divergence(to: b)) < 1e-11)
    let noise = Numerical.noise(0, 5)
    #expect(difference(CorrelatedGaussian(a).sample(noise: noise), a.sample(noise: noise)) < 1e-14)
    #expect(a.divergences(to: b).reduce(0, +) == a.divergence(to: b))
    #expect(IndependentGaussian.standard(3).divergence(to: .standard(3)) == 0)
  }

  @Test("with a full covariance is at distance 0 from itself alone, and no distance is negative")
  func zero() throws {
    let reference = try DistributionsReference.load().correlated
    let p = try reference.p.gaussian()
    #expect(p.divergence(to: p) == 0)
    for i in 0..<5 {
      var covariance = Matrix(rows: reference.p.covariance)
      covariance[i, i] *= 1 + 1e-12
      let near = try CorrelatedGaussian(mean: reference.p.mean, covariance: covariance, name: "near")
      #expect(near.divergence(to: p) > 0 && p.divergence(to: near) > 0)
    }
  }

  @Test("is sampled with its mean and covariance, the deviation scaled by the temperature", arguments: [1.0, 0.5])
  func draws(_ temperature: Double) throws {
    let p = try DistributionsReference.load().correlated.p.gaussian()
    let draws = (0..<20_000).map { p.sample(temperature: temperature, noise: Numerical.noise($0, 5)) }
    for i in 0..<5 {
      let mean = Numerical.mean(draws.map { $0[i] })
      #expect(abs(mean.value - p.mean[i]) < 5 * mean.error)
      for j in 0...i {
        let product = Numerical.mean(draws.map { ($0[i] - p.mean[i]) * ($0[j] - p.mean[j]) })
        #expect(abs(product.value - temperature * temperature * p.covariance[i, j]) < 5 * product.error)
      }
    }
    #expect(p.sample(temperature: 0, noise: Numerical.noise(0, 5)) == p.mean)
  }

  @Test("with a covariance that is not positive definite is refused by name, with the pivot")
  func refused() {
    func refuse(_ rows: [[Double]], pivot: Int) {
      let expected = NotPositiveDefinite(name: "the covariance of the fit", size: rows.count, dimension: pivot)
      #expect(throws: expected) {
        try CorrelatedGaussian(mean: rows.map { _ in 0 }, covariance: Matrix(rows: rows), name: "the fit")
      }
    }
    refuse([[0]], pivot: 0)
    refuse([[-1]], pivot: 0)
    refuse([[1, 2], [2, 1]], pivot: 1)
    refuse([[1, 1], [1, 1]], pivot: 1)
    refuse([[2, 0, 0], [0, 1, 0], [0, 0, .nan]], pivot: 2)
    refuse([[2, 0, 0], [0, .infinity, 0], [0, 0, 1]], pivot: 0)
  }
}
