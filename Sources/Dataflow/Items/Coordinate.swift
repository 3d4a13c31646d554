/// A place on one sweep an item has been through: `strength = 1.5`.
public struct Coordinate: Hashable, Sendable {
  /// The name of the sweep: the field's, or `id.field` where two stages sweep a field of one name.
  public let name: String
  /// The value on the sweep.
  public let value: Value

  /// A number, or a text where the swept field takes one.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case text(String)
  }

  /// A place on a sweep.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// A number on a sweep.
  public init(_ name: String, _ number: Double) { self.init(name, .number(number)) }
}

extension Coordinate.Value: CustomStringConvertible {
  /// The shortest text that gives the number back, without `.0` for whole numbers.
  public var description: String {
    switch self {
    case .number(let number):
      return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .text(let text): return text
    }
  }
}
