/// How a number is written into a name: `05`, `+.1f`, `.2f`, `+06.2f`.
struct NumberFormat: Sendable, Hashable {
  var showsPlus = false
  var padsWithZeros = false
  var width = 0
  /// Digits behind the point; nil writes as few as the number needs.
  var precision: Int?

  /// - Returns: nil for what is no format.
  init?(_ text: Substring) {
    var rest = text
    if rest.first == "+" {
      showsPlus = true
      rest = rest.dropFirst()
    }
    if rest.first == "0" {
      padsWithZeros = true
      rest = rest.dropFirst()
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    width = Int(digits) ?? 0
    rest = rest.dropFirst(digits.count)
    if rest.first == "." {
      let places = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard let value = Int(places), value <= 12 else { return nil }
      precision = value
      rest = rest.dropFirst(1 + places.count)
    }
    if rest == "d", precision == nil { precision = 0 } else if rest != "", rest != "f" { return nil }
    if rest == "f", precision == nil { precision = 6 }
    guard width <= 40 else { return nil }
  }

  /// The number's text; a tie rounds away from zero, and there is no negative zero.
  func apply(_ number: Double) -> String {
    let digits = Self.digits(abs(number), precision)
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    let sign = number < 0 && !isZero ? "-" : showsPlus ? "+" : ""
    let missing = max(0, width - sign.count - digits.count)
    return padsWithZeros
      ? sign + String(repeating: "0", count: missing) + digits
      : String(repeating: " ", count: missing) + sign + digits
  }

  private static func digits(_ number: Double, _ precision: Int?) -> String {
    guard let precision else {
      return number == number.rounded() && number < 1e15 ? String(Int(number)) : String(number)
    }
    let scale = (0..<precision).reduce(1.0) { product, _ in product * 10 }
    let scaled = (number * scale).rounded()
    guard scaled < 9e15 else { return String(number) }
    let text = String(Int(scaled))
    guard precision > 0 else { return text }
    let padded = String(repeating: "0", count: max(0, precision + 1 - text.count)) + text
    return padded.dropLast(precision) + "." + padded.suffix(precision)
  }
}
