import Foundation
import Testing

@testable import Distributions

/// Who is right about the KL term of a VAE (Documentation/theory.md).
@Suite struct DivergenceTermTests {
  private static let cases = [(0.0, 1.0), (0.7, 0.3), (-1.2, 1.8), (0.1, 0.05)]

  /// ∫ q log(q/p) by the trapezoidal rule.
  private func integral(_ q: Gaussian, _ p: Gaussian) -> Double {
    let width = q.variance.squareRoot()
    let step = width / 200
    return (-2400...2400).reduce(0) { sum, i in
      let x = q.mean + Double(i) * step
      return sum + exp(q.logDensity(x)) * (q.logDensity(x) - p.logDensity(x)) * step
    }
  }

  @Test("½(μ² + σ² − 1 − log σ²) is KL to N(0, 1), by integration", arguments: cases)
  func theTermOfTheTheory(mean: Double, sigma: Double) {
    let q = Gaussian(mean: mean, variance: sigma * sigma)
    let term = (mean * mean + sigma * sigma - 1 - log(sigma * sigma)) / 2
    #expect(abs(term - integral(q, Gaussian())) < 1e-9)
  }

  @Test("σ² + μ² − log σ − ½, of a widely copied demonstration, is KL to N(0, ½) and ½ log 2", arguments: cases)
  func theTermOfTheDemonstration(mean: Double, sigma: Double) {
    let q = Gaussian(mean: mean, variance: sigma * sigma)
    let term = sigma * sigma + mean * mean - log(sigma) - 0.5
    #expect(abs(term - integral(q, Gaussian(mean: 0, variance: 0.5)) - log(2.0) / 2) < 1e-9)
  }

  @Test("with (Σ)² in the place of Σ = σ² it is no divergence: it differs wherever σ is not 1", arguments: cases)
  func theTermWithASquareTooMany(mean: Double, sigma: Double) {
    let variance = sigma * sigma
    let term = (mean * mean + variance * variance - 1 - log(variance)) / 2
    let isRight = abs(term - integral(Gaussian(mean: mean, variance: variance), Gaussian())) < 1e-9
    #expect(isRight == (sigma == 1))
  }
}
