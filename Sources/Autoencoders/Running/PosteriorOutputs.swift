import Distributions
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How an encoder's outputs are a posterior: its mean, logits of a mixture or of categories, its spread.
struct PosteriorOutputs: Sendable {
  private let measure: Spread?
  private let isMixture: Bool
  private let isContinuous: Bool
  private let categories: Int

  init(_ section: PosteriorSection) {
    measure = section.spread?.measure
    isMixture = section.mixture != nil
    isContinuous = section.isContinuous
    categories = section.categorical.count
  }

  /// How many outputs there are before the spread.
  var countWithoutSpread: Int { (isContinuous ? 1 : 0) + (isMixture ? 1 : 0) + categories }

  /// The posterior of one picture.
  /// - Parameters:
  ///   - outputs: all, or those before the spread.
  ///   - latent: the shape of a latent.
  /// - Returns: nil where a number is not finite.
  func read(_ outputs: [Tensor], _ latent: Shape) -> DiagonalGaussian? {
    guard outputs.allSatisfy(\.isFinite) else { return nil }
    let logVariance =
      outputs.count > countWithoutSpread ? measure.map { outputs[countWithoutSpread].logVariance($0) } : nil
    guard logVariance?.isFinite ?? true else { return nil }
    if isMixture { return mixture(means: outputs[0], logits: outputs[1], logVariances: logVariance, latent) }
    guard categories > 0 else { return DiagonalGaussian(mean: outputs[0], logVariance: logVariance) }
    let logits = outputs[(isContinuous ? 1 : 0)..<countWithoutSpread]
    return joined(mean: isContinuous ? outputs[0].doubles : [], Array(logits), logVariance?.doubles, latent)
  }

  /// A mixture; without its variances the likeliest component's mean alone.
  private func mixture(means: Tensor, logits: Tensor, logVariances: Tensor?, _ shape: Shape) -> DiagonalGaussian? {
    guard let weights = try? Categorical(logits: logits.doubles) else { return nil }
    let likeliest = weights.likeliest
    let mean = means.component(likeliest, shape)
    guard let logVariances else { return DiagonalGaussian(mean: mean, logVariance: nil) }
    let components = (0..<weights.count).map { k in
      IndependentGaussian(
        mean: means.component(k, shape).doubles, logVariance: logVariances.component(k, shape).doubles)
    }
    return DiagonalGaussian(
      mean: mean, logVariance: logVariances.component(likeliest, shape),
      richer: .mixture(Mixture(weights: weights, components: components)))
  }

  /// Continuous latents with categories behind them; without their variances the likeliest alone.
  private func joined(mean: [Double], _ logits: [Tensor], _ logVariance: [Double]?, _ shape: Shape) -> DiagonalGaussian?
  {
    let categories = logits.compactMap { try? Categorical(logits: $0.doubles) }
    guard categories.count == logits.count else { return nil }
    let point = mean + categories.flatMap { $0.oneHot($0.likeliest) }
    let latent = Tensor(shape, point.map { Float($0) })
    guard logVariance != nil || !isContinuous else { return DiagonalGaussian(mean: latent, logVariance: nil) }
    let continuous = IndependentGaussian(mean: mean, logVariance: logVariance ?? [])
    let spread = continuous.logVariance + categories.flatMap { $0.probabilities.map { log(max($0 * (1 - $0), 1e-30)) } }
    return DiagonalGaussian(
      mean: latent, logVariance: Tensor(shape, spread.map { Float($0) }), richer: .joined(continuous, categories))
  }
}

extension Tensor {
  /// One of several tensors of a shape that lie one after the other.
  fileprivate func component(_ index: Int, _ shape: Shape) -> Tensor {
    withUnsafeElements { Tensor(shape, $0[index * shape.count..<(index + 1) * shape.count]) }
  }

  fileprivate func logVariance(_ measure: Spread) -> Tensor {
    measure == .logVariance ? self : map(measure.logVariance)
  }
}
