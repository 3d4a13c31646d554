import Documents

/// Why there is no plan.
public enum PlanError: Error, Hashable, Sendable {
  /// No source has an item of that key.
  case unknownKey(String, known: [String])
  /// The sweeps of all stages together make more items than anyone can name.
  case tooManyItems(stage: String, maximum: Int)
  /// A stream comes once, so that its stage cannot sweep.
  case sweptStream(stage: String)
  /// Two sinks write to standard output, where their outputs would be mixed.
  case mixedOutput(first: String, second: String)
}

extension PlanError: CustomStringConvertible {
  /// One sentence with the nearest key.
  public var description: String {
    switch self {
    case .unknownKey(let key, let known):
      "there is no item \"\(key)\" in the input\(NearestName.hint(for: key, among: known))"
    case .tooManyItems(let stage, let maximum):
      "\"\(stage)\" would give more than \(maximum) items; take values out of the sweeps, or use --limit"
    case .sweptStream(let stage):
      "\"\(stage)\" reads a stream, which comes only once: put the list of values into a later stage"
    case .mixedOutput(let first, let second):
      "\"\(first)\" and \"\(second)\" both write to standard output; give one of them a file name"
    }
  }
}
