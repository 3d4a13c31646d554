import Distributions

/// What the posteriors' spreads add up to, in each dimension.
struct DimensionSums {
  private var variances: [Double]
  private var divergences: [Double]
  private let count: Double

  /// - Returns: nil where a posterior is a point.
  init?(_ posteriors: [DiagonalGaussian], _ prior: Prior) {
    let prior = prior.independent
    count = Double(posteriors.count)
    variances = Array(repeating: 0, count: prior.dimension)
    divergences = variances
    for posterior in posteriors {
      guard let posterior = posterior.independent else { return nil }
      for i in variances.indices {
        variances[i] += posterior[i].variance
        divergences[i] += posterior[i].divergence(to: prior[i])
      }
    }
  }

  func sigma(_ dimension: Int) -> Double { (variances[dimension] / count).squareRoot() }
  func divergence(_ dimension: Int) -> Double { divergences[dimension] / count }
}
