import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A draw of each component of one picture's mixture, with the gradients of what they cost. [component, dimension] row by
/// row.
struct MixtureDraws {
  /// zₖ.
  let latents: [Double]
  /// wₖ.
  let weights: [Double]
  private let components: [IndependentGaussian]
  private let noise: [Double]
  private let prior: DrawPrior
  /// How likely each draw comes from each component, [draw, component].
  private let responsibilities: [Double]
  /// KLₖ: what each draw costs.
  private let costs: [Double]

  /// Gradients by what makes the mixture, and by what is learned of the prior.
  struct Gradients {
    var means: [Double]
    var logVariances: [Double]
    var logits: [Double]
    var prior: LearnedComponents.Gradients
  }

  private var dimensions: Int { prior.dimension }

  init(means: [Double], logVariances: [Double], logits: [Double], noise: [Double], prior: DrawPrior) {
    let size = prior.dimension
    let latents = means.indices.map { means[$0] + exp(logVariances[$0] / 2) * noise[$0] }
    let sum = LogSumExp.of(logits)
    let components = logits.indices.map { k in
      IndependentGaussian(
        mean: Array(means[k * size..<(k + 1) * size]), logVariance: Array(logVariances[k * size..<(k + 1) * size]))
    }
    var (responsibilities, costs): ([Double], [Double]) = ([], [])
    for (k, component) in components.enumerated() {
      let z = Array(latents[k * size..<(k + 1) * size])
      let own = components.map { $0.logDensity(z) }
      let joint = zip(logits, own).map { $0 - sum + $1 }
      let density = LogSumExp.of(joint)
      responsibilities += joint.map { exp($0 - density) }
      costs.append(prior.cost(component, draw: z) + density - own[k])
    }
    weights = logits.map { exp($0 - sum) }
    (self.latents, self.components, self.noise, self.prior) = (latents, components, noise, prior)
    (self.responsibilities, self.costs) = (responsibilities, costs)
  }

  /// Σₖ wₖ·KLₖ.
  var divergence: Double { zip(weights, costs).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The gradients of share·Σₖ wₖ·(lossₖ + factor·KLₖ).
  /// - Parameters:
  ///   - byLatents: those of share·Σₖ wₖ·lossₖ by the latents.
  ///   - losses: lossₖ.
  ///   - learned: no gradients yet, of the prior.
  func gradients(
    _ byLatents: [Double], losses: [Double], factor: Double, share: Double, _ learned: LearnedComponents.Gradients
  ) -> Gradients {
    let values = zip(losses, costs).map { $0 + factor * $1 }
    let average = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    var result = Gradients(
      means: byLatents, logVariances: byLatents.indices.map { byLatents[$0] * slope($0) },
      logits: weights.indices.map { share * weights[$0] * (values[$0] - average) }, prior: learned)
    for k in components.indices {
      let outer = share * factor * weights[k]
      let range = k * dimensions..<(k + 1) * dimensions
      prior.addGradients(
        components[k], draw: Array(latents[range]), noise: Array(noise[range]), factor: outer, means: &result.means,
        logVariances: &result.logVariances, at: range.lowerBound, prior: &result.prior)
      // −log N(zₖ; μₖ, σₖ²), in which z follows the component, is ½(ε² + log σ² + log 2π).
      for i in range { result.logVariances[i] += outer / 2 }
      for j in components.indices {
        let responsibility = responsibilities[k * components.count + j]
        result.logits[j] += outer * (responsibility - weights[j])
        addDensity(of: k, under: j, outer * responsibility, &result)
      }
    }
    return result
  }

  /// The derivative of a latent by the log-variance that it was drawn with: z = μ + σ·ε.
  private func slope(_ i: Int) -> Double {
    exp(components[i / dimensions].logVariance[i % dimensions] / 2) * noise[i] / 2
  }

  /// The gradient of log N(zₖ; μⱼ, σⱼ²): by the component, and through the draw.
  private func addDensity(of k: Int, under j: Int, _ factor: Double, _ result: inout Gradients) {
    for dimension in 0..<dimensions {
      let (draw, component) = (k * dimensions + dimension, j * dimensions + dimension)
      let precision = exp(-components[j].logVariance[dimension])
      let step = latents[draw] - components[j].mean[dimension]
      result.means[component] += factor * step * precision
      result.means[draw] -= factor * step * precision
      result.logVariances[component] += factor * (step * step * precision - 1) / 2
      result.logVariances[draw] -= factor * step * precision * slope(draw)
    }
  }
}
