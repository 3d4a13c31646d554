public import Dataflow
public import Tensors

/// Two latents that a stage brings together, and that belong to pictures of different sizes.
public struct UnlikeLatents: Error, Hashable, Sendable, CustomStringConvertible {
  /// The two items.
  public let items: [ItemID]
  /// The shapes of their latents.
  public let shapes: [Shape]

  /// Checks that all latents have one shape.
  static func refuse(_ items: [Item<Latent>]) throws(UnlikeLatents) {
    guard let first = items.first, let other = items.first(where: { $0.value.tensor.shape != first.value.tensor.shape })
    else { return }
    throw UnlikeLatents(
      items: [first.id, other.id], shapes: [first.value.tensor.shape, other.value.tensor.shape])
  }

  /// One sentence that says what to do.
  public var description: String {
    "the latents of \(items[0]) and \(items[1]) have the shapes \(shapes[0]) and \(shapes[1]); bring the pictures to one size "
      + "with \"size\" and \"fit\" in \"load\""
  }
}
