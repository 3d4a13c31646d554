/// How far a run is: a count that never goes back, its rate, and an estimate of the rest.
struct Progress: Equatable {
  /// How many outputs there will be; nil for a stream.
  var total: Int?
  private(set) var written = 0
  private(set) var failed = 0

  /// Outputs that are done with, one way or the other.
  var count: Int { written + failed }

  mutating func wrote() { written += 1 }
  mutating func gaveUp() { failed += 1 }

  /// Outputs a second; nil while nothing can be said.
  func rate(after seconds: Double) -> Double? { seconds > 0.05 && count > 0 ? Double(count) / seconds : nil }

  /// Seconds to the end; nil while nothing can be said.
  func remaining(after seconds: Double) -> Double? {
    guard let total, let rate = rate(after: seconds) else { return nil }
    return Double(max(0, total - count)) / rate
  }

  /// As `123/900 pictures, 2 failed, 410/s, 2 s left`.
  func line(after seconds: Double) -> String {
    var parts = [total.map { "\(count)/\($0) outputs" } ?? "\(count) outputs"]
    if failed > 0 { parts.append("\(failed) failed") }
    if let rate = rate(after: seconds) { parts.append("\(Self.short(rate))/s") }
    if let rest = remaining(after: seconds), count < total ?? 0 { parts.append("\(Self.duration(rest)) left") }
    return parts.joined(separator: ", ")
  }

  /// Two or three significant digits.
  static func short(_ number: Double) -> String {
    if number >= 100 { return String(Int(number.rounded())) }
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// As `8 s`, `2 min 5 s` or `1 h 12 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
