/// What a field of `model.yaml` is called, what it may hold, and what it means.
///
/// The only place that knows these facts: checking, messages and references are derived from it.
public struct FieldDeclaration: Sendable {
  /// What a field may hold.
  public enum Kind: Sendable {
    /// Any text.
    case text
    /// A whole number within a range.
    case integer(ClosedRange<Int>)
    /// A number within a range.
    case number(ClosedRange<Double>)
    /// `true` or `false`.
    case flag
    /// One of several words.
    case choice([String])
    /// A list of positive whole numbers.
    case shape
    /// Any number of whole numbers within a range.
    case integers(ClosedRange<Int>)
    /// A whole number within a range, or a list of such for several directions or sides.
    case extents(ClosedRange<Int>)
    /// A name, or a list of names.
    case names
    /// Two numbers, the smaller first: `[-12, 4]`.
    case interval
    /// One number or several.
    case numbers
    /// Zeros around a picture: a number; two, `[0, 1]`, for left and top, and right and bottom; or four, for above, left,
    /// below and right.
    case padding
    /// Channels counted from 0, both ends included: `3-5`, or `3`.
    case channels
    /// A list of layers.
    case layers
    /// Something whose form the reader of the field knows; in words, for messages.
    case section(String)
  }

  /// Its key.
  public let name: String

  /// What it may hold.
  public let kind: Kind

  /// Whether the mapping is incomplete without it.
  public let isRequired: Bool

  /// What holds where it is not given.
  public let fallback: FieldValue?

  /// What it means, in a phrase without a full stop.
  public let help: String

  /// A field that must be given.
  public static func required(_ name: String, _ kind: Kind, _ help: String) -> FieldDeclaration {
    FieldDeclaration(name: name, kind: kind, isRequired: true, fallback: nil, help: help)
  }

  /// A field that may be left out; then `fallback` holds, or nothing.
  public static func optional(
    _ name: String, _ kind: Kind, default fallback: FieldValue? = nil, _ help: String
  ) -> FieldDeclaration {
    FieldDeclaration(name: name, kind: kind, isRequired: false, fallback: fallback, help: help)
  }
}

extension FieldDeclaration.Kind: CustomStringConvertible {
  /// As it ends "… must be": "a whole number from 1 to 4096".
  public var description: String {
    switch self {
    case .text: "a text"
    case .integer(let range):
      range.upperBound == .max
        ? "a whole number, at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      range.upperBound == .infinity
        ? (range.lowerBound == -.infinity ? "a number" : "a number, at least \(range.lowerBound)")
        : "a number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let words): "one of: " + words.joined(separator: ", ")
    case .shape: "a list of whole numbers, as [256, 4, 4]"
    case .integers(let range): "a list of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    case .extents(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound), or a list of such, as [1, 2]"
    case .names: "a name, or a list of names, as [a, b]"
    case .interval: "two numbers, the smaller first, as [-12, 4]"
    case .numbers: "a number or a list of numbers"
    case .padding: "a whole number from 0 to 64, or a list of two or four, as [0, 1]"
    case .channels: "channels counted from 0, as 3-5"
    case .layers: "a list of layers"
    case .section(let form): form
    }
  }
}
