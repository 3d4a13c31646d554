/// A fact that travels with an item beside its value: what must survive to the end although a model sees none of it.
public protocol CarriedKey {
  associatedtype Value: Sendable
}

/// The facts an item carries, each under a key type of its own.
public struct Carried: Sendable {
  private var values: [ObjectIdentifier: any Sendable] = [:]

  /// Nothing is carried.
  public init() {}

  /// The fact under that key, if the item carries it.
  public subscript<Key: CarriedKey>(_ key: Key.Type) -> Key.Value? {
    get { values[ObjectIdentifier(key)] as? Key.Value }
    set { values[ObjectIdentifier(key)] = newValue }
  }
}
