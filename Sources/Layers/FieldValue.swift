public import Documents

/// The value of a field, read and checked.
public enum FieldValue: Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case shape([Int])
  case integers([Int])
  case names([String])
  case interval(Double, Double)
  case channels(Range<Int>)
  case numbers([Double])
  case layers([LayerEntry])
  /// What a section holds, for its own reader.
  case section(Node)

  /// The value in its one canonical form, part of a model's fingerprint: `1e-5` and `0.00001` are the same number.
  var canonical: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .integer(let value): .int(value)
    case .number(let value): .number(value)
    case .flag(let value): .bool(value)
    case .shape(let extents): .array(extents.map { .int($0) })
    case .integers(let numbers): .array(numbers.map { .int($0) })
    case .names(let names): .array(names.map { .string($0) })
    case .interval(let lower, let upper): .array([.number(lower), .number(upper)])
    case .channels(let range): .array([.int(range.lowerBound), .int(range.upperBound)])
    case .numbers(let values): .array(values.map { .number($0) })
    case .layers(let entries): .array(entries.map(\.canonical))
    case .section: .null
    }
  }
}
