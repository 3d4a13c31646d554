public import Files
import Images
import Tensors

/// How far two models are from each other where a vector is concerned.
public struct ModelAgreement: Hashable, Sendable {
  /// The largest difference of a picture's place along the vector, in gaps.
  public let place: Double
  /// The largest difference of a sample of a decoded picture, with and without the vector, of the model's range.
  public let sample: Double

  /// What two models may differ by to count as the same: a hundredth of a gap, and two steps of a byte.
  public static let limit = ModelAgreement(place: 0.01, sample: 2.0 / 255)

  /// Whether neither is over its limit.
  public var isEnough: Bool { place <= Self.limit.place && sample <= Self.limit.sample }
}

extension AttributeVector {
  /// The vector for another model that computes the same, as a copy in float16 does.
  /// - Parameters:
  ///   - model: the one that it is for from now on.
  ///   - own: the model that it belongs to.
  ///   - paths: pictures on which both models must agree.
  ///   - reader: how the pictures are brought to the models' size.
  /// - Throws: `AttributeError.otherModel` where `own` is not the vector's model, `AttributeError.shape`,
  ///   `AttributeError.disagreement`, `AttributeError.fewPictures`; for the first picture that cannot be used.
  public func rebound(
    to model: Autoencoder, from own: Autoencoder, on paths: [Path], _ reader: PictureReader
  ) throws -> (vector: AttributeVector, agreement: ModelAgreement) {
    try own.check(self)
    guard model.latentShape == own.latentShape, model.pictureShape == own.pictureShape else {
      throw AttributeError.shape(vector: name, expected: model.latentShape, found: own.latentShape)
    }
    guard paths.count >= AttributeFit.minimum else {
      throw AttributeError.fewPictures(count: paths.count, minimum: AttributeFit.minimum)
    }
    let agreement = try agreement(of: own, and: model, on: paths, reader)
    guard agreement.isEnough else {
      throw AttributeError.disagreement(vector: name, of: own.identity, model: model.identity, agreement)
    }
    let vector = try AttributeVector(
      name: name, vector: vector, gap: gap, sigma: sigma, zero: zero, model: model.identity, origin: origin,
      footprint: footprint)
    return (vector, agreement)
  }

  private func agreement(
    of own: Autoencoder, and model: Autoencoder, on paths: [Path], _ reader: PictureReader
  ) throws -> ModelAgreement {
    let range = own.description.input.range
    let differences = try own.mapChunks(paths) { chunk -> [ModelAgreement] in
      let pictures = try chunk.map { try reader.read($0) }
      let latents = try zip(chunk, own.encode(pictures)).map { path, result in try result.get(for: path).mean }
      let others = try zip(chunk, model.encode(pictures)).map { path, result in try result.get(for: path).mean }
      let places = zip(latents, others).map { abs(place(of: $0) - place(of: $1)) / Double(gap) }
      let moved = latents + latents.map { $0.combined(with: displacement(strength: 1, for: $0.shape), +) }
      let samples = try zip(own.decode(moved), model.decode(moved)).map { a, b in
        Double(try a.get().mean.largestDifference(to: b.get().mean)) / (range == .unit ? 1 : 2)
      }
      return [ModelAgreement(place: places.reduce(0, max), sample: samples.reduce(0, max))]
    }
    return ModelAgreement(
      place: differences.map(\.place).reduce(0, max), sample: differences.map(\.sample).reduce(0, max))
  }
}
