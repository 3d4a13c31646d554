import Autoencoders
import Images
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The means over all pictures.
extension Evaluation {
  /// The mean squared error of the decoded posterior means, of samples in [0, 1].
  public var squaredError: Estimate? { Estimate(pictures.map(\.squaredError)) }

  /// The mean of the pictures' peak signal-to-noise ratios, in decibels.
  public var peakRatio: Estimate? { Estimate(pictures.map(\.peakRatio)) }

  /// The evidence lower bound in nats a picture; nil where the encoder gives points.
  public var bound: Estimate? { mean { $0.bound } }

  /// The mean of log p(x|z) over draws of the posterior, in nats a picture.
  public var reconstruction: Estimate? { mean { $0.reconstruction } }

  /// KL(q(z|x) ‖ p(z)) in nats a picture.
  public var divergence: Estimate? { mean { $0.divergence } }

  /// log p(x) by importance sampling, in nats a picture.
  public var importance: Estimate? { mean { $0.importance.logDensity } }

  /// How many of the draws count, on average.
  public var effectiveDraws: Estimate? { mean { $0.importance.effectiveDraws } }

  /// −log₂ p(x) of a sample by importance sampling: of a grey level, whose probability is the density times the width of
  /// 1/255 of the range. A Bernoulli likelihood has no density, and no width counts.
  public var bitsPerDimension: Estimate? {
    let isDensity = model.likelihoodIsDensity
    let width = isDensity ? log(model.description.input.range == .unit ? 1 / 255.0 : 2 / 255.0) : 0
    return mean { -($0.importance.logDensity / Double(model.pictureShape.count) + width) / log(2) }
  }

  /// How many latent dimensions say something of a picture.
  public var activeDimensions: Int { survey.dimensions.count(where: \.isActive) }

  /// The gradient energy of the reconstructions as a share of the photographs': 1 is as sharp.
  public var sharpness: Double {
    let photographs = photographEnergy
    return photographs > 0
      ? pictures.reduce(0) { $0 + $1.energy.reconstruction } / Double(pictures.count) / photographs : 1
  }

  /// The same of pictures of a prior.
  public func sharpness(of samples: PriorSamples) -> Double {
    photographEnergy > 0 ? samples.energy / photographEnergy : 1
  }

  /// The mean gradient energy of the pictures.
  private var photographEnergy: Double {
    pictures.reduce(0) { $0 + $1.energy.picture } / Double(max(1, pictures.count))
  }

  private func mean(_ value: (DensityFigures) -> Double) -> Estimate? {
    let all = pictures.compactMap(\.density)
    return all.count == pictures.count ? Estimate(all.map(value)) : nil
  }
}
