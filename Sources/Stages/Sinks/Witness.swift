public import Dataflow
public import Images

/// Sees every picture that is saved, beside the one it was made of: a report shows both.
public struct Witness: Sendable {
  /// A picture that has been saved.
  public struct Sighting: Sendable {
    /// The item's key and coordinates.
    public let item: ItemID
    /// Where it was read from.
    public let origin: String
    /// The file, or `-`.
    public let destination: String
    /// The picture it was made of, as the model saw it, or the photograph where that is what was edited; nil where
    /// there is not one.
    public let before: Image?
    /// What stands in the file.
    public let after: Image
  }

  private let sees: @Sendable (Sighting) -> Void

  /// Calls a function, from any lane.
  public init(_ sees: @escaping @Sendable (Sighting) -> Void) { self.sees = sees }

  /// Where a pipeline keeps it.
  public enum Key: EnvironmentKey { public typealias Value = Witness }

  /// The picture an item was loaded as; carried only where somebody watches.
  enum Loaded: CarriedKey { typealias Value = Image }

  /// Only what can be shown is seen.
  func see(_ items: [Item<any StreamValue>], _ bytes: [UInt8], _ destination: Destination) {
    guard items.count == 1, let item = items.first, let after = try? ImageReader.decode(bytes) else { return }
    let loaded = item.carried[Loaded.self]
    let photograph = item.carried[PhotographKey.self]?.original
    let before = photograph?.size == after.size ? photograph : loaded
    sees(
      Sighting(item: item.id, origin: item.origin, destination: destination.path, before: before, after: after))
  }
}
