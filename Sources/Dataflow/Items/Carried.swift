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

extension Carried {
  /// These facts and others; of one key, the other counts.
  func merging(_ others: Carried) -> Carried {
    var result = self
    result.values.merge(others.values) { $1 }
    return result
  }
}

/// A carried fact that what is made of several items has too: that of all of them together.
public protocol Gatherable: Sendable {
  /// The fact of what several items become together, from theirs in the order of the members.
  static func gathered(_ values: [Self]) -> Self
}

extension Carried {
  /// What the members of a group leave to what they become together.
  static func gathered(_ members: [Carried]) -> Carried {
    var result = Carried()
    for member in members {
      for (key, value) in member.values where result.values[key] == nil {
        guard let value = value as? any Gatherable else { continue }
        result.values[key] = value.joined(members.compactMap { $0.values[key] })
      }
    }
    return result
  }
}

extension Gatherable {
  fileprivate func joined(_ values: [any Sendable]) -> any Sendable {
    Self.gathered(values.compactMap { $0 as? Self })
  }
}
