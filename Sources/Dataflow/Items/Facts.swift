/// What the stages that made an item tell of it beside its name: how long the way is on which it lies, what it is the
/// answer to. Only known when the item is there; captions and reports show it.
public struct Facts: Sendable, Hashable {
  /// Whether the item was given, and the items around it were computed from it: a key of a way or of a grid.
  public var isKey: Bool
  /// What is told, by name.
  public var values: [String: Coordinate.Value]

  /// Facts about an item that was computed, unless said.
  public init(isKey: Bool = false, _ values: [String: Coordinate.Value] = [:]) {
    self.isKey = isKey
    self.values = values
  }
}

/// What is told of an item.
public enum FactsKey: CarriedKey { public typealias Value = Facts }

extension Carried {
  /// What is told of an item, and nothing else.
  public init(_ facts: Facts) {
    self.init()
    self[FactsKey.self] = facts
  }
}

/// The names of the facts that the items of a stage's inputs carry, which its templates may use.
public enum UpstreamFacts: EnvironmentKey { public typealias Value = [String] }
