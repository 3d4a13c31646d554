/// The one grammar of numbers: `[-+]? (0 | [1-9][0-9]* | before a point: nothing) (. [0-9]*)? ([eE] [-+]? [0-9]+)?`.
///
/// It is the decimal part of YAML 1.2's core schema without superfluous zeros, so that nobody wonders whether `010` is
/// eight or ten. Hexadecimal, octal and sexagesimal forms, `.inf` and `.nan` are text.
struct PlainNumber {
  let text: String

  /// Whether it has neither a point nor an exponent.
  let isInteger: Bool

  init?(_ scalar: Scalar) {
    guard scalar.style == .plain else { return nil }
    var rest = scalar.text.utf8[...]
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = Self.takeDigits(&rest)
    if whole.count > 1, whole.first == UInt8(ascii: "0") { return nil }
    var fraction = 0
    var isInteger = true
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = Self.takeDigits(&rest).count
      isInteger = false
    }
    guard whole.count + fraction > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard !Self.takeDigits(&rest).isEmpty else { return nil }
      isInteger = false
    }
    guard rest.isEmpty else { return nil }
    self.text = scalar.text
    self.isInteger = isInteger
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest[digits.endIndex...]
    return digits
  }
}
