public import Tensors

/// What a stage knows of the run while it works: the seed, its own id, and whom to tell of something odd.
public struct RunContext: Sendable {
  /// The id of the stage in its graph, part of what keys its noise.
  public let stage: String
  /// The recipe's seed.
  public let seed: UInt64
  private let onWarning: @Sendable (String) -> Void
  private let onNote: @Sendable (String) -> Void
  private let cancellation: @Sendable () -> Bool

  /// Warnings and notes are dropped unless somebody wants them, and nothing is cancelled unless somebody says so.
  public init(
    stage: String, seed: UInt64, onWarning: @escaping @Sendable (String) -> Void = { _ in },
    onNote: @escaping @Sendable (String) -> Void = { _ in }, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.stage = stage
    self.seed = seed
    self.onWarning = onWarning
    self.onNote = onNote
    cancellation = isCancelled
  }

  /// Whether the user has asked the run to end: a stage that waits for something need not wait longer.
  public var isCancelled: Bool { cancellation() }

  /// The noise of one draw of an item: keyed by seed, stage, item key and draw, and by nothing else, so that an item
  /// alone or among thousands, and every value of a sweep, sees the same noise.
  public func noise(for id: ItemID, draw: Int = 0) -> RandomSource {
    RandomSource(seed: seed, stage: stage, item: id.key, draw: draw)
  }

  /// Tells the user of something that is no failure.
  public func warn(_ message: String) { onWarning(message) }

  /// Tells the user of something measured on the way, which is all in order.
  public func note(_ message: String) { onNote(message) }
}
