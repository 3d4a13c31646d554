import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the posteriors' spreads add up to, in each dimension.
struct DimensionSums {
  private var variances: [Double]
  private var divergences: [Double]
  private let count: Double

  /// - Returns: nil where a posterior is a point.
  init?(_ posteriors: [DiagonalGaussian], _ prior: Prior) {
    count = Double(posteriors.count)
    variances = Array(repeating: 0, count: prior.mean.count)
    divergences = variances
    for posterior in posteriors {
      guard let logVariance = posterior.logVariance else { return nil }
      for i in variances.indices {
        let (spreadLog, variance) = (Double(logVariance[i]), max(Double(prior.variance[i]), 1e-30))
        let spread = exp(spreadLog)
        let step = Double(posterior.mean[i]) - Double(prior.mean[i])
        variances[i] += spread
        divergences[i] += ((spread + step * step) / variance - 1 - (spreadLog - log(variance))) / 2
      }
    }
  }

  func sigma(_ dimension: Int) -> Double { (variances[dimension] / count).squareRoot() }
  func divergence(_ dimension: Int) -> Double { divergences[dimension] / count }
}
