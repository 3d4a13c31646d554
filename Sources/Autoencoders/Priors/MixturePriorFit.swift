public import Distributions
import Statistics
import Tensors

extension MixturePrior {
  /// A mixture that was fitted, and how the fit went.
  public struct Fitted: Sendable {
    /// The mixture.
    public let prior: MixturePrior
    /// The steps of the fit.
    public let fit: MixtureFit
  }

  /// Fits a mixture to a draw of the posterior of each picture (where the encoder gives points, to these): the distribution
  /// of latents that the decoder has seen in its training.
  /// - Parameters:
  ///   - posteriors: of the pictures, in a fixed order, which the draws follow.
  ///   - model: whose posteriors they are.
  ///   - settings: how it is fitted; the seed chooses the draws too.
  ///   - source: which pictures, in words.
  /// - Throws: ``MixturePriorError``, `MixtureFitError`.
  public static func fit(
    _ posteriors: [DiagonalGaussian], model: Autoencoder, settings: MixtureFitSettings = MixtureFitSettings(),
    source: String
  ) throws -> Fitted {
    let (size, shape) = (model.latentShape.count, model.latentShape)
    guard size <= mostDimensions else { throw MixturePriorError.fit(.tooManyDimensions(size)) }
    guard posteriors.count >= max(2, settings.components) else {
      throw MixturePriorError.tooFewPictures(count: posteriors.count, components: settings.components)
    }
    let rows = posteriors.enumerated().map { number, posterior in
      let noise = RandomSource(seed: settings.seed, stage: "prior fit", item: "\(number)").normals(
        posterior.noiseCount)
      return posterior.sample(temperature: 1, noise: noise).doubles
    }
    let fit = try MixtureFit(Matrix(rows: rows), settings)
    let origin = Origin(model: model.identity, source: source, pictures: posteriors.count)
    do { return Fitted(prior: try MixturePrior(fit.mixture, latentShape: shape, origin: origin), fit: fit) } catch {
      throw MixturePriorError.fit(error)
    }
  }
}
