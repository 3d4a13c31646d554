import Images
import Tensors

extension Autoencoder {
  /// Below so many of 255 grey levels, a change of a picture is taken to be invisible.
  public static let invisibleChange = 2.0

  /// How much drawing a latent instead of taking the mean changes the decoded picture: the root mean square over all
  /// samples of the first pictures, in levels of 255. Nil where the encoder gives points.
  /// - Parameter count: how many pictures are decoded, twice each.
  /// - Throws: what the kernels report.
  public func samplingEffect(of posteriors: [DiagonalGaussian], count: Int = 16) throws -> Double? {
    let some = posteriors.prefix(count)
    guard let first = some.first, first.logVariance != nil else { return nil }
    let draws = some.enumerated().map { number, posterior in
      let noise = RandomSource(seed: 0, stage: "inspect", item: "\(number)").normals(
        posterior.noiseCount)
      return posterior.sample(temperature: 1, noise: noise)
    }
    let (means, drawn) = (try decode(some.map(\.mean)), try decode(draws))
    let changes = zip(means, drawn).compactMap { mean, drawn -> Double? in
      guard let mean = try? mean.get().mean, let drawn = try? drawn.get().mean else { return nil }
      return Self.reconstructionError(of: mean, from: drawn)
    }
    guard !changes.isEmpty else { return nil }
    let levels = description.input.range == .unit ? 255.0 : 127.5
    return (changes.reduce(0, +) / Double(changes.count)).squareRoot() * levels
  }
}
