import Documents

/// Why there is no plan.
public enum PlanError: Error, Hashable, Sendable {
  /// No source has an item of that key.
  case unknownKey(String, known: [String])
}

extension PlanError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownKey(let key, let known):
      "there is no item \"\(key)\" in the input\(NearestName.hint(for: key, among: known))"
    }
  }
}
