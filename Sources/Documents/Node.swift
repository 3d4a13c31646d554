/// A value in a YAML file, and where it stands.
public struct Node: Hashable, Sendable, Marked {
  /// What a node is.
  public enum Value: Hashable, Sendable {
    /// Nothing: an empty place, `null` or `~`.
    case null
    /// A text or a number; `Scalar` reads it.
    case scalar(Scalar)
    /// A list.
    case sequence([Node])
    /// Keys and their values, in the order of the file; no key occurs twice.
    case mapping([Field])
  }

  /// One key of a mapping and its value.
  public struct Field: Hashable, Sendable {
    /// The key.
    public let key: Scalar
    /// The value; null if there is none.
    public let value: Node

    /// A key and its value.
    public init(key: Scalar, value: Node) {
      self.key = key
      self.value = value
    }
  }

  /// What it is.
  public let value: Value

  /// Where it begins.
  public let mark: Mark

  /// How many Unicode scalars of its first line it covers; at least 1.
  public let length: Int

  /// A node at a place.
  public init(_ value: Value, mark: Mark, length: Int = 1) {
    self.value = value
    self.mark = mark
    self.length = max(length, 1)
  }
}

extension Node {
  /// Whether it is null.
  public var isNull: Bool { value == .null }

  /// The scalar, if it is one.
  public var scalar: Scalar? { if case .scalar(let scalar) = value { scalar } else { nil } }

  /// The elements, if it is a sequence.
  public var sequence: [Node]? { if case .sequence(let elements) = value { elements } else { nil } }

  /// The fields, if it is a mapping.
  public var mapping: [Field]? { if case .mapping(let fields) = value { fields } else { nil } }

  /// The value of a key, if it is a mapping that has the key.
  public subscript(key: String) -> Node? { mapping?.first { $0.key.text == key }?.value }

  /// What it is, for messages: "nothing", "a list", "a mapping", "a number", "the text …".
  public var kind: String {
    switch value {
    case .null: "nothing"
    case .scalar(let scalar): scalar.kind
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
