extension Scalar {
  /// What to write instead, if it is a plain text that looks like a number or a boolean but is neither here.
  ///
  /// For messages such as "`strength` needs a number, not the text "010"; a number has no leading zero".
  public var advice: String? {
    guard style == .plain, bool == nil, double == nil else { return quotedAdvice }
    let lower = text.lowercased()
    let digits = lower.drop { "+-".contains($0) }
    switch lower {
    case "yes", "on", "y", "true": return "write true"
    case "no", "off", "n", "false": return "write false"
    default: break
    }
    if [".inf", "inf", "infinity", ".nan", "nan"].contains(String(digits)) { return "a number must be finite" }
    guard let first = digits.first, first.isASCII, first.isNumber else { return nil }
    if digits.hasPrefix("0x") || digits.hasPrefix("0o") || digits.hasPrefix("0b") {
      return "write the number in decimal"
    }
    if digits.allSatisfy({ $0.isNumber || $0 == ":" }), digits.contains(":") { return "write the number in decimal" }
    if digits.contains(",") { return "write a decimal point instead of the comma" }
    if digits.contains("_") { return "a number has no underscores" }
    if first == "0", digits.allSatisfy(\.isNumber) { return "a number has no leading zero" }
    return digits.contains("e") && digits.allSatisfy { $0.isNumber || "+-.e".contains($0) }
      ? "the number is too large" : nil
  }

  /// A number or boolean in quotes is text; whoever needs a number must be told.
  private var quotedAdvice: String? {
    guard style == .quoted else { return nil }
    let plain = Scalar(text, mark: mark)
    return plain.double != nil || plain.bool != nil ? "remove the quotes" : nil
  }
}
