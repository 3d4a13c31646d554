import Autoencoders
import Distributions
import Images
import Tensors

/// Measures pictures that were encoded.
struct PictureMeasurement: Sendable {
  let model: Autoencoder
  let settings: EvaluationSettings
  var classes = PictureClasses.none

  /// How many draws are decoded together.
  private static let batch = 4 * Autoencoder.chunk

  /// The figures of some pictures with their posteriors, in their order.
  /// - Throws: what the kernels report.
  func figures(
    _ pictures: [(key: String, picture: Tensor, posterior: DiagonalGaussian)]
  ) throws -> [Result<PictureFigures, ModelError>] {
    let decoded = try model.decode(pictures.map(\.posterior.mean), labels: classes.labels(pictures.map(\.key)))
    return try zip(pictures, decoded).map { item, decoded in
      let reconstruction: Tensor
      switch decoded {
      case .success(let likelihood): reconstruction = likelihood.mean
      case .failure(let error): return .failure(error)
      }
      return .success(
        PictureFigures(
          key: item.key, posterior: item.posterior,
          squaredError: Autoencoder.reconstructionError(of: item.picture, from: reconstruction) * scale,
          energy: (GradientEnergy.of(item.picture) * scale, GradientEnergy.of(reconstruction) * scale),
          density: try density(item.key, item.picture, item.posterior)))
    }
  }

  /// What makes squares of differences those of samples in [0, 1].
  private var scale: Double { model.description.input.range == .unit ? 1 : 0.25 }

  /// - Returns: nil where the encoder gives points or the likelihood has no density.
  private func density(
    _ key: String, _ picture: Tensor, _ posterior: DiagonalGaussian
  ) throws -> DensityFigures? {
    guard posterior.logVariance != nil, settings.draws > 0 else { return nil }
    var (reconstructions, divergences): ([Double], [Double]) = ([], [])
    for start in stride(from: 0, to: settings.draws, by: Self.batch) {
      let latents = (start..<min(start + Self.batch, settings.draws)).map { draw in
        let noise = RandomSource(seed: settings.seed, stage: "evaluate", item: key, draw: draw)
          .normals(
            posterior.noiseCount)
        return posterior.sample(temperature: 1, noise: noise)
      }
      let labels = classes.labels(latents.map { _ in key })
      for (latent, likelihood) in zip(latents, try model.decode(latents, labels: labels)) {
        guard let logDensity = try? likelihood.get().logDensity(picture),
          let own = posterior.logDensity(latent)
        else { return nil }
        reconstructions.append(logDensity)
        divergences.append(own - model.prior.logDensity(latent))
      }
    }
    return DensityFigures(
      reconstruction: mean(of: reconstructions),
      divergence: posterior.divergence(to: model.prior) ?? mean(of: divergences),
      importance: ImportanceEstimate(logWeights: zip(reconstructions, divergences).map { $0 - $1 }))
  }

  private func mean(of values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
