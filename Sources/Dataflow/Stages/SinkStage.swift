/// Where an item ends up.
public struct Destination: Hashable, Sendable {
  /// A path, relative to the working folder, or `-` for standard output.
  public let path: String
  /// Whether several items may share it: a file of many tensors. Otherwise a second one is a collision.
  public let isShared: Bool

  /// A file for one item unless said.
  public init(path: String, isShared: Bool = false) {
    self.path = path
    self.isShared = isShared
  }

  /// Standard output: items are written there in their natural order.
  public static let standardOutput = Destination(path: "-")
}

/// What shares one destination, and is written whole or not at all.
public struct SinkOutput: Sendable {
  /// What is written, in its order.
  public let items: [Item<any StreamValue>]
  /// Where.
  public let destination: Destination

  /// Items for a destination.
  public init(_ items: [Item<any StreamValue>], to destination: Destination) {
    self.items = items
    self.destination = destination
  }
}

/// The end of a branch.
public protocol SinkStage: Stage {
  /// The types of streams it can write.
  var accepts: [StreamType] { get }

  /// Where an item goes, from its name alone. `index` counts from 1 in natural order.
  func destination(of id: ItemID, index: Int) throws -> Destination

  /// Whether something stands there already.
  func isPresent(_ destination: Destination) -> Bool

  /// Writes what shares one destination, whole or not at all.
  func write(_ items: [Item<any StreamValue>], to destination: Destination, _ run: RunContext) throws

  /// Writes several outputs, none of which suffers where another fails. A sink that says nothing writes one after the
  /// other; one for which several together are cheaper, as files are for a disk, says how.
  /// - Returns: what became of each, in their order.
  func write(_ outputs: [SinkOutput], _ run: RunContext) -> [Result<Void, any Error>]
}

extension SinkStage {
  /// Sinks write.
  public var lane: LaneKind { .io }

  /// One after the other.
  public func write(_ outputs: [SinkOutput], _ run: RunContext) -> [Result<Void, any Error>] {
    outputs.map { output in Result { try write(output.items, to: output.destination, run) } }
  }
}
