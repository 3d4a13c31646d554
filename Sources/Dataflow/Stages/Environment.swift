/// A fact of the whole run that stages ask for when they prepare: the model, the folder of the recipe.
public protocol EnvironmentKey {
  associatedtype Value: Sendable
}

/// What the stages of one pipeline share, each under a key type of its own. The engine knows none of them.
public struct Environment: Sendable {
  private var values: [ObjectIdentifier: any Sendable] = [:]

  /// An environment without facts.
  public init() {}

  /// The fact under that key, if the pipeline has it.
  public subscript<Key: EnvironmentKey>(_ key: Key.Type) -> Key.Value? {
    get { values[ObjectIdentifier(key)] as? Key.Value }
    set { values[ObjectIdentifier(key)] = newValue }
  }
}
