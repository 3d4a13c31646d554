public import Dataflow

/// Why there is no way between latents.
public enum InterpolationError: Error, Hashable, Sendable {
  /// Nothing to go to: so few items, if any.
  case tooFew([ItemID])
  /// Pairs, of which one item is left.
  case odd(Int)
  /// No one arc between these two.
  case opposite(ItemID, ItemID)
  /// A curve of so many latents.
  case tooLong(Int)
}

extension InterpolationError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooFew(let items):
      "a way needs at least two items to go between, but there is "
        + (items.isEmpty ? "none" : "only \(items.map(\.description).joined(separator: ", "))")
    case .odd(let count): "items: pairs needs an even number of items, but there are \(count)"
    case .opposite(let left, let right):
      "the latents of \(left) and \(right) are opposite, so there is no one arc between them; use path: linear"
    case .tooLong(let count):
      "the curve would have \(count) latents; at most \(Curve.maximumLatents) lie on one, so take fewer steps or --limit"
    }
  }
}
