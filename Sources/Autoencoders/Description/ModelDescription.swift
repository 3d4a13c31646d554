public import Images
public import Tensors

/// What `model.yaml` says about a model besides its layers: what goes in, what comes out, what the numbers mean.
public struct ModelDescription: Sendable {
  /// The pictures that a model takes and gives.
  public struct Input: Hashable, Sendable {
    /// 1 for grey, 3 for red, green and blue.
    public let channels: Int
    /// In pixels.
    public let height: PictureExtent
    /// In pixels.
    public let width: PictureExtent
    /// What black and white are.
    public let range: ValueRange

    /// The shape `[channels, height, width]` of a picture; nil if its size is not fixed.
    public var shape: Shape? {
      guard let height = height.fixed, let width = width.fixed else { return nil }
      return [channels, height, width]
    }
  }

  /// How messages call the model.
  public let name: String

  /// The pictures that it takes and gives.
  public let input: Input

  /// The axes of a latent, as written: `[128]`, or `[32, height/8, width/8]`.
  public let latent: [LatentAxis]

  /// Whether the encoder gives a point and no distribution.
  public let isDeterministic: Bool

  /// The distribution of latents; N(0, I) if `model.yaml` is silent. Of a model of any size, that of pictures of
  /// `input.usualShape`. Nil only while a description is read that has no latents.
  public let prior: Prior?

  /// Latent dimensions with a name, in the order of `model.yaml`.
  public let dimensions: [NamedDimension]

  /// The parts of a latent that are categories, in their order; they lie at its end.
  public internal(set) var categorical: [CategoricalLatent] = []

  /// The names of the classes of which encoder and decoder are told one for each picture; none for a model without.
  public let labels: [String]

  /// Where the eyes are in its pictures, if those are of aligned faces: `template: {eyes: [[x, y], [x, y]]}`.
  public let eyes: EyePair?

  /// How far the training data lies from what the model gives; nil if it was not measured.
  public let statistics: ModelStatistics?

  /// The shape of a latent for pictures of a size; nil if the size is not a multiple of what the model needs.
  public func latentShape(height: Int, width: Int) -> Shape? {
    let extents = latent.map { $0.extent(height: height, width: width) }
    let known = extents.compactMap { $0 }
    return known.count == extents.count ? Shape(known) : nil
  }
}

/// A latent dimension that a recipe may call by a name.
public struct NamedDimension: Hashable, Sendable {
  /// The name, as `smile`.
  public let name: String
  /// Which dimension it is, counted from 0.
  public let index: Int
}
