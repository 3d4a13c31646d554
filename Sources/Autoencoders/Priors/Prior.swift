public import Tensors

/// The distribution p(z) over latents that a model was trained with: normal, with independent dimensions.
public struct Prior: Sendable, Equatable {
  /// The mean of each dimension, in the latent shape.
  public let mean: Tensor

  /// The variance of each dimension, in the latent shape.
  public let variance: Tensor

  /// - Precondition: both have the same shape.
  public init(mean: Tensor, variance: Tensor) {
    precondition(mean.shape == variance.shape, "mean and variance differ in shape")
    self.mean = mean
    self.variance = variance
  }

  /// N(0, I) over latents of a shape.
  public static func standard(_ shape: Shape) -> Prior {
    Prior(mean: Tensor(shape), variance: Tensor(shape, repeating: 1))
  }

  /// A draw: z = mean + t·√variance·ε, with one standard normal number ε for each dimension.
  /// - Precondition: there is as much noise as there are dimensions.
  public func sample(temperature: Float, noise: [Float]) -> Tensor {
    precondition(noise.count == mean.count, "\(noise.count) numbers of noise for \(mean.count) dimensions")
    let scaled = variance.combined(with: Tensor(mean.shape, noise)) { temperature * $0.squareRoot() * $1 }
    return mean.combined(with: scaled, +)
  }
}
