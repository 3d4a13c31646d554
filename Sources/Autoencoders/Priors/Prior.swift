public import Distributions
public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The distribution p(z) over latents: the normal one with independent dimensions that a model was trained with, and what
/// is drawn instead where the model carries it.
public struct Prior: Sendable, Equatable {
  /// The mean of each dimension, in the latent shape.
  public let mean: Tensor

  /// The variance of each dimension, in the latent shape.
  public let variance: Tensor

  /// A mixture that was fitted to encoded pictures after the training, or learned in it. Latents are drawn from it; the
  /// divergences of dimensions, and quantiles, are those of the normal distribution.
  public var mixture: MixturePrior?

  /// Whether the mixture is the p(z) of the training; mean and variance are those of its dimensions then.
  public private(set) var isLearned = false

  /// The parts of a latent that are categories, all equally likely.
  public private(set) var categories: [Range<Int>] = []

  /// - Precondition: both have the same shape.
  public init(mean: Tensor, variance: Tensor, mixture: MixturePrior? = nil) {
    precondition(mean.shape == variance.shape, "mean and variance differ in shape")
    self.mean = mean
    self.variance = variance
    self.mixture = mixture
  }

  /// N(0, I) over latents of a shape.
  public static func standard(_ shape: Shape) -> Prior {
    Prior(mean: Tensor(shape), variance: Tensor(shape, repeating: 1))
  }

  /// A draw of the normal distribution: z = mean + t·√variance·ε, with one standard normal number ε for each dimension. A
  /// category is drawn whatever the temperature: the one with the greatest number.
  /// - Precondition: there is as much noise as there are dimensions.
  public func sampleNormal(temperature: Float, noise: [Float]) -> Tensor {
    precondition(
      noise.count == mean.count, "\(noise.count) numbers of noise for \(mean.count) dimensions")
    var latent = normal(temperature: temperature, noise: noise)
    for category in categories {
      let chosen = category.max { (noise[$0], $1) < (noise[$1], $0) }
      for i in category { latent[i] = i == chosen ? 1 : 0 }
    }
    return latent
  }

  private func normal(temperature: Float, noise: [Float]) -> Tensor {
    let scaled = variance.combined(with: Tensor(mean.shape, noise)) {
      temperature * $0.squareRoot() * $1
    }
    return mean.combined(with: scaled, +)
  }

  /// A draw of the mixture, or where there is none of the normal distribution.
  /// - Parameters:
  ///   - temperature: t, the factor of the deviation: from the mean, or from the mean of the component that was chosen.
  ///   - choice: a uniform number in [0, 1), which chooses the component.
  ///   - noise: a standard normal number for each dimension.
  /// - Precondition: there is as much noise as there are dimensions.
  public func sample(temperature: Float, choice: Float, noise: [Float]) -> Tensor {
    mixture?.sample(temperature: temperature, choice: choice, noise: noise)
      ?? sampleNormal(temperature: temperature, noise: noise)
  }

  /// The same where parts of a latent are categories, each equally likely: mean and variance are those of their numbers.
  func with(_ categorical: [CategoricalLatent]) -> Prior {
    guard !categorical.isEmpty else { return self }
    var (mean, variance) = (mean, variance)
    for range in categorical.map(\.range) {
      let share = 1 / Float(range.count)
      for i in range { (mean[i], variance[i]) = (share, share * (1 - share)) }
    }
    var prior = Prior(mean: mean, variance: variance, mixture: mixture)
    prior.categories = categorical.map(\.range)
    return prior
  }

  /// The prior of a model that learned a mixture.
  init(learned mixture: MixturePrior) {
    let (mean, variance) = mixture.moments
    self.init(mean: mean, variance: variance, mixture: mixture)
    isLearned = true
  }

  /// A draw of the p(z) of the training, whatever was fitted since.
  public func sampleOfTraining(temperature: Float, choice: Float, noise: [Float]) -> Tensor {
    isLearned
      ? sample(temperature: temperature, choice: choice, noise: noise)
      : sampleNormal(temperature: temperature, noise: noise)
  }

  /// log p(z) in nats.
  public func logDensity(_ z: Tensor) -> Double {
    if isLearned, let mixture { return mixture.mixture.logDensity(z.doubles) }
    let continuous = independent.prefix(categories.first?.lowerBound ?? mean.count)
    return categories.reduce(continuous.logDensity(Array(z.doubles.prefix(continuous.dimension)))) {
      $0 - log(Double($1.count))
    }
  }

  /// The distribution of each dimension, in double precision; a variance of 0 counts as 10⁻³⁰.
  public var independent: IndependentGaussian {
    IndependentGaussian(
      mean: mean.doubles, logVariance: variance.doubles.map { Gaussian(mean: 0, variance: $0).logVariance })
  }
}
