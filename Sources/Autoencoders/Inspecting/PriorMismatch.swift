import Distributions
import Statistics
import Tensors

extension LatentSurvey {
  /// How far all posteriors together lie from the prior: the Fréchet distance of their mean and covariance, in the prior's
  /// standard deviations, to N(0, I). 0 is a prior from which latents like these are drawn; an encoder that gives points, and
  /// was never told where, is far. Nil beyond ``mostCorrelatedDimensions``.
  ///
  /// The covariance of the aggregate posterior is that of the means and, on the diagonal, the mean posterior variance.
  public func mismatch(with prior: Prior) -> Double? {
    let size = dimensions.count
    guard size <= Self.mostCorrelatedDimensions else { return nil }
    let scale = prior.variance.elements.map { 1 / Double(max($0, 1e-30)).squareRoot() }
    let moments = Moments(means)
    var covariance = moments.covariance
    for i in 0..<size {
      for j in 0..<size { covariance[i, j] *= scale[i] * scale[j] }
      let sigma = (dimensions[i].sigma ?? 0) * scale[i]
      covariance[i, i] += sigma * sigma
    }
    let mean = (0..<size).map { (moments.mean[$0] - Double(prior.mean.elements[$0])) * scale[$0] }
    return FrechetDistance.between(
      mean, covariance, and: [Double](repeating: 0, count: size), Matrix.identity(size))
  }
}
