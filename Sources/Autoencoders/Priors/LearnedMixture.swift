import Checkpoints
public import Distributions
import Statistics
public import Tensors

extension MixturePrior {
  /// Mean and variance of each dimension.
  var moments: (mean: Tensor, variance: Tensor) {
    let mean = mixture.mean
    var squares = [Double](repeating: 0, count: mean.count)
    for (weight, component) in zip(mixture.weights.probabilities, mixture.components) {
      let variances = component.covariance.diagonal
      for i in mean.indices {
        let step = component.mean[i] - mean[i]
        squares[i] += weight * (variances[i] + step * step)
      }
    }
    return (Tensor(latentShape, mean.map { Float($0) }), Tensor(latentShape, squares.map { Float($0) }))
  }
}

extension UntrainedModel {
  /// The mixture that was learned together with the networks, as the model's folder keeps it.
  /// - Parameters:
  ///   - tensors: the model's, which the mixture belongs to.
  ///   - pictures: how many it was learned from.
  /// - Throws: ``MixturePriorError`` where it cannot be kept.
  public func mixturePrior(_ mixture: Mixture<IndependentGaussian>, of tensors: [String: Tensor], pictures: Int) throws
    -> MixturePrior
  {
    let fingerprint = Fingerprint(tensors, architecture: architecture).hex
    let origin = MixturePrior.Origin(
      model: .init(name: description.name, fingerprint: fingerprint), source: "its training", pictures: pictures)
    let correlated = Mixture(weights: mixture.weights, components: mixture.components.map { CorrelatedGaussian($0) })
    do { return try MixturePrior(correlated, latentShape: latentShape, origin: origin) } catch {
      throw MixturePriorError.fit(error)
    }
  }
}
