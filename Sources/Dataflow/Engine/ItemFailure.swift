/// Why an item, or an output made of several, came to nothing.
public struct ItemFailure: Error, Hashable, Sendable {
  /// The key of the item that failed.
  public let key: String
  /// Where it was read from, as the user can open it.
  public let source: String
  /// The id of the stage in which it failed.
  public let stage: String
  /// What went wrong, in one sentence.
  public let reason: String

  /// What failed, where, and why.
  public init(key: String, source: String, stage: String, reason: String) {
    self.key = key
    self.source = source
    self.stage = stage
    self.reason = reason
  }
}

extension ItemFailure: CustomStringConvertible {
  /// The source, the stage and the reason.
  public var description: String { "\(source): \(stage): \(reason)" }
}

/// Thrown by a stage of any kind where going on makes no sense for any item: a full disk.
public struct StopRun: Error, Sendable {
  /// What happened.
  public let cause: any Error

  /// Stops the run because of an error.
  public init(_ cause: any Error) { self.cause = cause }
}

extension StopRun: CustomStringConvertible {
  /// The source, the stage and the reason.
  public var description: String { "\(cause)" }
}
