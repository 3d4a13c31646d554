#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers as figures write them, the same on every machine.
package enum NumberText {
  /// So many digits behind the point. A zero has no sign.
  package static func fixed(_ value: Double, digits: Int, minus: String = "−") -> String {
    let factor = pow(10, Double(digits))
    let scaled = (abs(value) * factor).rounded()
    guard scaled < 1e15 else { return value < 0 ? minus + "\(-value)" : "\(value)" }
    let number = Int(scaled)
    let unit = Int(factor)
    let fraction = String(number % unit)
    let zeros = String(repeating: "0", count: max(0, digits - fraction.count))
    let text = digits == 0 ? String(number) : "\(number / unit).\(zeros)\(fraction)"
    return value < 0 && number > 0 ? minus + text : text
  }

  /// A tick's number, with the digits that its step needs.
  static func tick(_ value: Double, step: Double) -> String {
    let magnitude = max(abs(value), step)
    if magnitude >= 1e6 || magnitude < 1e-4 { return power(value) }
    return grouped(fixed(value, digits: max(0, Int((-log10(step)).rounded(.up)))))
  }

  /// As `1e−6`, or `2.5e7`.
  private static func power(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = fixed(value / pow(10, Double(exponent)), digits: 1)
    let short = mantissa.hasSuffix(".0") ? String(mantissa.dropLast(2)) : mantissa
    return "\(short)e\(exponent < 0 ? "−" : "")\(abs(exponent))"
  }

  /// With commas between thousands, from five digits on.
  private static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let digits = whole.filter(\.isNumber)
    guard digits.count > 4 else { return text }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (text.hasPrefix("−") ? "−" : "") + grouped + text.dropFirst(whole.count)
  }
}
