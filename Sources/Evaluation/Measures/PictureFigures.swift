public import Autoencoders
import Distributions
import Tensors

/// What is measured of one picture.
public struct PictureFigures: Sendable {
  /// Its path below the folder.
  public let key: String
  /// Its posterior.
  public let posterior: DiagonalGaussian
  /// The mean squared difference to the decoded posterior mean, of samples in [0, 1].
  public let squaredError: Double
  /// The gradient energies of the picture and of its reconstruction.
  public let energy: (picture: Double, reconstruction: Double)
  /// What needs draws; nil where the encoder gives points, or the likelihood has no density.
  public let density: DensityFigures?

  /// The peak signal-to-noise ratio in decibels; infinite for a perfect reconstruction.
  public var peakRatio: Double { squaredError.peakRatio }
}

/// Densities of one picture, in nats.
public struct DensityFigures: Hashable, Sendable {
  /// The mean of log p(x|z) over draws z of the posterior.
  public let reconstruction: Double
  /// KL(q(z|x) ‖ p(z)): in closed form where there is one, else the mean of log q(z|x) − log p(z) over the draws.
  public let divergence: Double
  /// log p(x) by importance sampling over the same draws.
  public let importance: ImportanceEstimate

  /// The evidence lower bound: reconstruction − divergence.
  public var bound: Double { reconstruction - divergence }
}
