import Autoencoders
import Statistics
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Prior {
  /// The value below which a share of the prior lies in one dimension: mean + σ·Φ⁻¹(p).
  func quantile(_ probability: Double, of dimension: Int) -> Float {
    Float(Double(mean[dimension]) + Double(variance[dimension]).squareRoot() * NormalQuantile.of(probability))
  }

  /// KL(q ‖ p) in nats of one dimension: ½(((μ − m)² + σ²)/s² − 1 − log(σ²/s²)).
  func divergence(of posterior: DiagonalGaussian, _ dimension: Int) -> Double {
    guard let logVariance = posterior.logVariance else { return .infinity }
    let distance = Double(posterior.mean[dimension]) - Double(mean[dimension])
    let spread = Double(variance[dimension])
    let logRatio = Double(logVariance[dimension]) - log(spread)
    return (distance * distance / spread + exp(logRatio) - 1 - logRatio) / 2
  }
}
