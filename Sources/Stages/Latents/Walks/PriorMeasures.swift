import Autoencoders
import Distributions
import Statistics
import Tensors

extension Prior {
  /// The value below which a share of the prior lies in one dimension: mean + σ·Φ⁻¹(p).
  func quantile(_ probability: Double, of dimension: Int) -> Float {
    Float(Double(mean[dimension]) + Double(variance[dimension]).squareRoot() * NormalQuantile.of(probability))
  }

  /// KL(q ‖ p) in nats of one dimension.
  func divergence(of posterior: DiagonalGaussian, _ dimension: Int) -> Double {
    if case .joined? = posterior.richer {
      return posterior.divergences(to: self)?[dimension] ?? .infinity
    }
    guard let logVariance = posterior.logVariance else { return .infinity }
    let q = Gaussian(mean: Double(posterior.mean[dimension]), logVariance: Double(logVariance[dimension]))
    return q.divergence(to: Gaussian(mean: Double(mean[dimension]), variance: Double(variance[dimension])))
  }
}
