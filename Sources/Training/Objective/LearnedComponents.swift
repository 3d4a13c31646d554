import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mixture of normal distributions whose means, log-variances and logits are learned: p(z) = Σ πₖ·N(z; mₖ, vₖ).
struct LearnedComponents {
  /// The distribution.
  let mixture: Mixture<IndependentGaussian>

  /// Gradients by what is learned, [component, dimension] row by row, and by the logits.
  struct Gradients {
    var means: [Double]
    var logVariances: [Double]
    var logits: [Double]

    /// Of so many components.
    init(components: Int, dimensions: Int) {
      means = Array(repeating: 0, count: components * dimensions)
      logVariances = means
      logits = Array(repeating: 0, count: components)
    }

    /// In the order of the parameters.
    var all: [[Float]] { [means, logVariances, logits].map { $0.map { Float($0) } } }

    mutating func add(_ other: Gradients) {
      for i in means.indices {
        means[i] += other.means[i]
        logVariances[i] += other.logVariances[i]
      }
      for i in logits.indices { logits[i] += other.logits[i] }
    }
  }

  /// - Returns: nil where a number is not finite.
  init?(means: [Float], logVariances: [Float], logits: [Float]) {
    guard (means + logVariances + logits).allSatisfy(\.isFinite),
      let weights = try? Categorical(logits: logits.map { Double($0) })
    else { return nil }
    let size = means.count / max(logits.count, 1)
    let components = logits.indices.map { k in
      IndependentGaussian(
        mean: means[k * size..<(k + 1) * size].map { Double($0) },
        logVariance: logVariances[k * size..<(k + 1) * size].map { Double($0) })
    }
    mixture = Mixture(weights: weights, components: components)
  }

  var dimension: Int { mixture.dimension }

  /// No gradients yet.
  var noGradients: Gradients { Gradients(components: mixture.components.count, dimensions: dimension) }

  func logDensity(_ z: [Double]) -> Double { mixture.logDensity(z) }

  /// Adds the gradients of log p(z), times a factor.
  /// - Returns: those by z.
  func addGradients(at z: [Double], factor: Double, to gradients: inout Gradients) -> [Double] {
    var slopes = [Double](repeating: 0, count: z.count)
    let shares = mixture.responsibilities(z)
    for (k, component) in mixture.components.enumerated() {
      gradients.logits[k] += factor * (shares[k] - exp(mixture.weights.logProbabilities[k]))
      for i in z.indices {
        let (step, precision) = (z[i] - component.mean[i], exp(-component.logVariance[i]))
        let pull = factor * shares[k] * step * precision
        slopes[i] -= pull
        gradients.means[k * z.count + i] += pull
        gradients.logVariances[k * z.count + i] += factor * shares[k] * (step * step * precision - 1) / 2
      }
    }
    return slopes
  }
}
