/// A stage needs what its items have not.
public struct NeedError: Error, Hashable, Sendable {
  /// The id of the stage that needs it.
  public let stage: String
  /// What it needs.
  public let need: Need
  /// The id of the stage behind which there is none.
  public let culprit: String
  /// Why there is none.
  public let reason: Reason

  /// Why the items have not what is needed.
  public enum Reason: Hashable, Sendable {
    /// The items begin at a source that has none.
    case source
    /// One item is made of several.
    case gather
    /// The stage leaves nothing of it.
    case forgotten
  }
}

extension NeedError: CustomStringConvertible {
  /// One sentence that names both stages and says what to do.
  public var description: String {
    let cause =
      switch reason {
      case .source: "the items of \"\(culprit)\" have none"
      case .gather: "\"\(culprit)\" makes items of several, which have no single \(need.name)"
      case .forgotten: "\"\(culprit)\" leaves nothing of it"
      }
    return "\"\(stage)\" needs the \(need.name) of each item, but \(cause); \(need.advice)"
  }
}
