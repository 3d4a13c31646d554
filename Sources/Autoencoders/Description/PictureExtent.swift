/// A model's height or width in pixels.
public enum PictureExtent: Hashable, Sendable {
  /// Exactly so many.
  case fixed(Int)
  /// Any multiple of a number: `{multiple of: 8}`.
  case multiple(of: Int)

  /// The number of pixels, if it is fixed.
  public var fixed: Int? { if case .fixed(let pixels) = self { pixels } else { nil } }
}
