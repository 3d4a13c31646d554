public import Dataflow
public import Images

/// What a picture had that the model does not see, and how the model's picture was cut out of it: it travels with the
/// item until the picture is saved.
public struct Photograph: Sendable {
  /// The photograph's size, the crop and the fit; they can be undone.
  public let geometry: Geometry
  /// The photograph's own alpha, at its own size.
  public let alpha: Image.Samples?
  /// The alpha cut and fitted as the model's picture was, at the model's size.
  public let placedAlpha: Image.Samples?
  /// Colour profile and EXIF, orientation already applied.
  public let metadata: ImageMetadata

  /// The photograph itself, upright, at its own size; only where a later stage needs it.
  public let original: Image?

  /// Put together by `load`.
  public init(
    geometry: Geometry, alpha: Image.Samples?, placedAlpha: Image.Samples?, metadata: ImageMetadata,
    original: Image? = nil
  ) {
    self.geometry = geometry
    self.alpha = alpha
    self.placedAlpha = placedAlpha
    self.metadata = metadata
    self.original = original
  }

  /// What travels with a picture that has taken the photograph's place: there is nothing left to undo.
  /// - Parameter keepingPixels: whether a later stage needs its pixels.
  func become(_ picture: Image, keepingPixels: Bool) -> Photograph {
    Photograph(
      geometry: Geometry(photograph: picture.size), alpha: picture.alpha, placedAlpha: picture.alpha,
      metadata: metadata, original: keepingPixels ? picture : nil)
  }

  /// The same for stages that need no pixels of it.
  var withoutPixels: Photograph {
    Photograph(geometry: geometry, alpha: alpha, placedAlpha: placedAlpha, metadata: metadata)
  }
}

/// The photograph an item comes from.
public enum PhotographKey: CarriedKey { public typealias Value = Photograph }
