import Distributions
public import Tensors

extension DiagonalGaussian {
  /// log q(z|x) in nats; nil for a deterministic encoder.
  public func logDensity(_ z: Tensor) -> Double? { richer?.logDensity(z.doubles) ?? independent?.logDensity(z.doubles) }

  /// KL(q(z|x) ‖ p(z)) in nats; nil where there is no closed form: of and to a mixture, and of points.
  public func divergence(to prior: Prior) -> Double? {
    guard !prior.isLearned else { return nil }
    let p = prior.independent
    return richer.map { $0.divergence(to: p) } ?? independent?.divergence(to: p)
  }

  /// What each dimension adds to the divergence, in nats; of a mixture those of its likeliest component. Nil for points.
  public func divergences(to prior: Prior) -> [Double]? {
    let p = prior.independent
    guard case .joined(let continuous, let categories)? = richer else { return independent?.divergences(to: p) }
    return continuous.divergences(to: p.prefix(continuous.dimension)) + categories.flatMap(\.divergencesToUniform)
  }

  /// The same with its mean, or the means of all its components, times a factor; categories stay as they are.
  public func pulledTowardsZero(by factor: Float) -> DiagonalGaussian {
    var pulled = self
    var continuous = mean.count
    switch richer {
    case nil: break
    case .mixture(let mixture):
      let components = mixture.components.map { $0.pulledTowardsZero(by: Double(factor)) }
      pulled.richer = .mixture(Mixture(weights: mixture.weights, components: components))
    case .joined(let normal, let categories):
      continuous = normal.dimension
      pulled.richer = .joined(normal.pulledTowardsZero(by: Double(factor)), categories)
    }
    for i in 0..<continuous { pulled.mean[i] *= factor }
    return pulled
  }
}

extension IndependentGaussian {
  fileprivate func pulledTowardsZero(by factor: Double) -> IndependentGaussian {
    IndependentGaussian(mean: mean.map { $0 * factor }, logVariance: logVariance)
  }
}
