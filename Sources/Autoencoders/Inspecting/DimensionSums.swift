import Distributions
import Tensors

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
      guard let own = posterior.independent, let costs = posterior.divergences(to: prior) else {
        return nil
      }
      for i in variances.indices {
        variances[i] += own[i].variance
        divergences[i] += costs[i]
      }
    }
  }

  func sigma(_ dimension: Int) -> Double { (variances[dimension] / count).squareRoot() }
  func divergence(_ dimension: Int) -> Double { divergences[dimension] / count }
}
