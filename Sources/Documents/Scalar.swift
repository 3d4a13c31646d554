/// A text or a number of a YAML file.
public struct Scalar: Hashable, Sendable, Marked {
  /// How it is written.
  public enum Style: Sendable {
    /// Without quotes: it may be a number or a boolean.
    case plain
    /// In quotes, or as a block (`|`, `>`): it is always text.
    case quoted
  }

  /// The text: without quotes, escapes resolved, lines folded.
  public let text: String

  /// How it is written.
  public let style: Style

  /// Where it begins: at its quotation mark, or at the `|` or `>` of a block.
  public let mark: Mark

  /// How many Unicode scalars of its first line it covers, quotes included; at least 1.
  public let length: Int

  /// A scalar at a place.
  public init(_ text: String, style: Style = .plain, mark: Mark, length: Int? = nil) {
    self.text = text
    self.style = style
    self.mark = mark
    self.length = max(length ?? text.unicodeScalars.count, 1)
  }
}

extension Scalar {
  /// The text, however it is written.
  public var string: String { text }

  /// The boolean, if it is plain and `true` or `false`; YAML 1.1's `yes`, `NO` and `off` are text.
  public var bool: Bool? {
    guard style == .plain else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }

  /// The integer, if it is plain, decimal, without superfluous zeros, and fits.
  public var int: Int? { PlainNumber(self).flatMap { $0.isInteger ? Int($0.text) : nil } }

  /// The number, if it is a plain decimal one (`2`, `-0.5`, `.5`, `1.5e-3`) and finite.
  public var double: Double? { PlainNumber(self).flatMap { Double($0.text) }.flatMap { $0.isFinite ? $0 : nil } }

  /// What it is, for messages: "the number 2", "the text "abc"".
  public var kind: String {
    if bool != nil { return text }
    return double != nil ? "the number \(text)" : "the text \"\(text.count > 40 ? text.prefix(40) + "…" : text)\""
  }
}
