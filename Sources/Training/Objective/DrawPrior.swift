import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What draws of a posterior are held against: p(z).
enum DrawPrior {
  /// A normal distribution, to which a component's divergence has a closed form.
  case normal(IndependentGaussian)
  /// A mixture that is learned, under which draws have a density.
  case mixture(LearnedComponents)

  /// How many numbers a latent has.
  var dimension: Int {
    switch self {
    case .normal(let normal): normal.dimension
    case .mixture(let mixture): mixture.dimension
    }
  }

  /// No gradients yet, by what is learned of it.
  var noGradients: LearnedComponents.Gradients {
    switch self {
    case .normal: .init(components: 0, dimensions: 0)
    case .mixture(let mixture): mixture.noGradients
    }
  }

  /// KL(N ‖ p) of a component, or the estimate of it by its draw: −entropy − log p(z).
  func cost(_ component: IndependentGaussian, draw z: [Double]) -> Double {
    switch self {
    case .normal(let normal): component.divergence(to: normal)
    case .mixture(let mixture): -component.entropy - mixture.logDensity(z)
    }
  }

  /// What is added to the gradients by mean and log-variance of a component whose cost counts so much.
  /// - Parameter prior: where the gradients by a learned mixture go.
  func addGradients(
    _ component: IndependentGaussian, draw z: [Double], noise: [Double], factor: Double, means: inout [Double],
    logVariances: inout [Double], at start: Int, prior: inout LearnedComponents.Gradients
  ) {
    switch self {
    case .normal(let normal):
      for i in z.indices {
        let precision = exp(-normal.logVariance[i])
        means[start + i] += factor * (component.mean[i] - normal.mean[i]) * precision
        logVariances[start + i] += factor * (exp(component.logVariance[i]) * precision - 1) / 2
      }
    case .mixture(let mixture):
      let slopes = mixture.addGradients(at: z, factor: -factor, to: &prior)
      for i in z.indices {
        means[start + i] += slopes[i]
        logVariances[start + i] += slopes[i] * exp(component.logVariance[i] / 2) * noise[i] / 2 - factor / 2
      }
    }
  }
}
