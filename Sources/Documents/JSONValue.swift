/// A JSON document (RFC 8259). The members of an object keep their order.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction and exponent that fits into 64 bits.
  case int(Int)
  /// Any other number. One that is not finite is written as `null`, since JSON has no such numbers.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Names and values, in order; a document that is read has no name twice.
  case object([Member])

  /// One name of an object and its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// A name and its value.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

extension JSONValue {
  /// The text, if it is one.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The integer, if it is one.
  public var int: Int? { if case .int(let value) = self { value } else { nil } }

  /// The number, whole or not, if it is one.
  public var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The boolean, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements, if it is an array.
  public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The members, if it is an object.
  public var object: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The value of a name, if it is an object that has the name.
  public subscript(name: String) -> JSONValue? { object?.first { $0.name == name }?.value }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object, its members in the order of the literal.
  public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members.map(Member.init)) }
}
