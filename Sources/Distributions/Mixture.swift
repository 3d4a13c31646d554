#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mixture of distributions: p(x) = Σ wₖ·pₖ(x).
public struct Mixture<Component: ContinuousDistribution>: ContinuousDistribution {
  /// How likely each component is.
  public let weights: Categorical
  /// pₖ.
  public let components: [Component]

  /// - Precondition: as many components as weights, all of one dimension.
  public init(weights: Categorical, components: [Component]) {
    precondition(weights.count == components.count, "\(weights.count) weights, \(components.count) components")
    precondition(Set(components.map(\.dimension)).count == 1, "components of different dimensions")
    self.weights = weights
    self.components = components
  }

  /// How many numbers a vector has.
  public var dimension: Int { components[0].dimension }

  /// log p(x).
  public func logDensity(_ x: [Double]) -> Double { LogSumExp.of(logJoint(x)) }

  /// How likely it is that a vector comes from each component: wₖ·pₖ(x) / p(x).
  ///
  /// Far from all components too, where every density is 0 in double precision.
  public func responsibilities(_ x: [Double]) -> [Double] {
    let joint = logJoint(x)
    let sum = LogSumExp.of(joint)
    return joint.map { exp($0 - sum) }
  }

  /// log wₖ·pₖ(x) of each component.
  private func logJoint(_ x: [Double]) -> [Double] {
    zip(weights.logProbabilities, components).map { $0 + $1.logDensity(x) }
  }
}

extension Mixture: Equatable where Component: Equatable {}
extension Mixture: Hashable where Component: Hashable {}

extension Mixture where Component: GaussianDistribution {
  /// A draw: a component, and a draw of it.
  /// - Parameters:
  ///   - temperature: the factor of the deviation from the component's mean; 0 gives that mean.
  ///   - choice: a uniform number in [0, 1), which chooses the component.
  ///   - noise: a standard normal number for each dimension.
  public func sample(temperature: Double = 1, choice: Double, noise: [Double]) -> [Double] {
    components[weights.sample(uniform: choice)].sample(temperature: temperature, noise: noise)
  }

  /// The mean of all.
  public var mean: [Double] {
    var mean = [Double](repeating: 0, count: dimension)
    for (weight, component) in zip(weights.probabilities, components) {
      for i in mean.indices { mean[i] += weight * component.mean[i] }
    }
    return mean
  }
}
