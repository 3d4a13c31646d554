/// How a run went.
public struct RunReport: Sendable {
  /// How many outputs were written.
  public internal(set) var written = 0
  /// The items that failed, in natural order, each once for a stage and a reason.
  public internal(set) var failures: [ItemFailure] = []
  /// The outputs that came to nothing, because a member had failed or because they could not be written. An output that
  /// was wanted is either written or lost, unless the run was cancelled or stopped.
  public internal(set) var lost: [ItemFailure] = []
  /// Whether it was cancelled before its end.
  public internal(set) var wasCancelled = false
  /// What stopped it: a full disk, or the first failure where failures stop the run.
  public internal(set) var stop: (any Error)?
  /// How long each stage worked, in the order of the graph; the lanes' time added up.
  public internal(set) var stageTimes: [StageTime] = []
}

/// How long one stage worked.
public struct StageTime: Hashable, Sendable {
  /// The stage's id.
  public let stage: String
  /// How many items it was given, or what a source read and a sink wrote.
  public internal(set) var items = 0
  /// The time of all its lanes, added up.
  public internal(set) var duration = Duration.zero

  /// Nothing yet.
  init(stage: String) { self.stage = stage }

  mutating func add(_ items: Int, _ duration: Duration) {
    self.items += items
    self.duration += duration
  }
}

/// A stage's number in the graph, how many items it worked on, and how long.
struct Stint: Sendable {
  let node: Int
  let items: Int
  let duration: Duration
}

/// What an observer of a run hears, in the order in which it happens.
public enum RunEvent: Sendable {
  /// How many outputs there will be; nil for a stream.
  case started(outputs: Int?)
  /// An output stands where it belongs.
  case written(Destination)
  /// An item failed.
  case failed(ItemFailure)
  /// An output will not come.
  case lost(ItemFailure)
  /// Something odd that is no failure.
  case warning(String)
  /// Something that was measured on the way and is all in order.
  case note(String)
}

/// Hears of everything in a run; called from any lane, one call at a time.
public protocol RunObserver: Sendable {
  func observe(_ event: RunEvent)
}
