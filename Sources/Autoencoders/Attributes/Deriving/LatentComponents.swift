public import Files
import Statistics
public import Tensors

/// The principal components of latents as vectors: directions along which pictures differ most, without any labels.
public struct LatentComponents: Sendable {
  /// A vector for each component, `component-01` on, the one with the largest variance first. Its gap and its sigma are
  /// both the standard deviation along it, and its score is 0 at the mean latent.
  public let vectors: [AttributeVector]
  /// The share of the whole variance that each has, 0…1.
  public let shares: [Double]

  /// The components of the pictures of files, with their footprints.
  /// - Throws: `AttributeError.fewPictures`, `AttributeError.noVariance`; for the first picture that cannot be used.
  public init(
    of paths: [Path], count: Int, model: Autoencoder, _ reader: PictureReader, source: String
  ) throws {
    guard paths.count >= AttributeFit.minimum else {
      throw AttributeError.fewPictures(count: paths.count, minimum: AttributeFit.minimum)
    }
    try self.init(of: model.encodeMeans(paths, reader), count: count, model: model, source: source)
  }

  /// The components of latents, with their footprints over some of them.
  /// - Precondition: there are two latents.
  /// - Throws: `AttributeError.noVariance`, what the kernels report.
  public init(of latents: [Tensor], count: Int, model: Autoencoder, source: String) throws {
    let found = PrincipalComponents(
      Matrix(rows: latents.map { $0.elements.map { Double($0) } }), count: count)
    guard !found.variances.isEmpty else { throw AttributeError.noVariance(count: latents.count) }
    let number = min(latents.count, AttributeFit.footprintPictures)
    let examples = (0..<number).map { latents[$0 * latents.count / number] }
    shares = found.shares
    vectors = try found.variances.indices.map { k in
      var vector = try Self.vector(k, found, latents, model, source)
      vector.footprint = try model.footprint(of: vector, over: examples)
      return vector
    }
  }

  private static func vector(
    _ k: Int, _ found: PrincipalComponents, _ latents: [Tensor], _ model: Autoencoder, _ source: String
  ) throws(AttributeError) -> AttributeVector {
    let (direction, deviation) = (found.directions.row(k), found.variances[k].squareRoot())
    let place = zip(direction, found.mean).reduce(0) { $0 + $1.0 * $1.1 }
    let percent = (found.shares[k] * 1000).rounded() / 10
    return try AttributeVector(
      name: "component-\(k < 9 ? "0" : "")\(k + 1)",
      vector: Tensor(latents[0].shape, direction.map { Float($0 * deviation) }), gap: Float(deviation),
      sigma: Float(deviation), zero: Float(place), model: model.identity,
      origin: .init(
        method: "principal component \(k + 1), \(percent) % of the variance",
        fitted: .init(with: latents.count, without: 0),
        heldOut: .init(with: 0, without: 0), accuracy: nil, source: source))
  }
}
