public import Distributions
public import Tensors

/// The distribution p(z) over latents: the normal one with independent dimensions that a model was trained with, and what
/// is drawn instead where the model carries it.
public struct Prior: Sendable, Equatable {
  /// The mean of each dimension, in the latent shape.
  public let mean: Tensor

  /// The variance of each dimension, in the latent shape.
  public let variance: Tensor

  /// A mixture that was fitted to encoded pictures after the training. Latents are drawn from it; divergences and quantiles
  /// are those of the normal distribution.
  public var mixture: MixturePrior?

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

  /// A draw of the normal distribution: z = mean + t·√variance·ε, with one standard normal number ε for each dimension.
  /// - Precondition: there is as much noise as there are dimensions.
  public func sampleNormal(temperature: Float, noise: [Float]) -> Tensor {
    precondition(noise.count == mean.count, "\(noise.count) numbers of noise for \(mean.count) dimensions")
    let scaled = variance.combined(with: Tensor(mean.shape, noise)) { temperature * $0.squareRoot() * $1 }
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

  /// The distribution of each dimension, in double precision; a variance of 0 counts as 10⁻³⁰.
  public var independent: IndependentGaussian {
    IndependentGaussian(
      mean: mean.doubles, logVariance: variance.doubles.map { Gaussian(mean: 0, variance: $0).logVariance })
  }
}
