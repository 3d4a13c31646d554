import Zoetrope

/// What is said of vectors.
enum AttributeText {
  /// A line about a vector that was fitted.
  static func summary(_ vector: AttributeVector) -> String {
    let origin = vector.origin
    var parts = [
      "gap \(rounded(Double(vector.gap)))", "sigma \(rounded(Double(vector.sigma)))",
      "fitted on \(origin.fitted.with) with and \(origin.fitted.without) without",
    ]
    if let accuracy = origin.accuracy {
      parts.append("on \(origin.heldOut.total) held out \(percent(accuracy)) are told apart")
    } else {
      parts.append("no picture was held out")
    }
    if let area = origin.area { parts.append("AUC \(rounded(area, digits: 3))") }
    return parts.joined(separator: ", ")
  }

  /// As `84.40 %`.
  static func percent(_ share: Double) -> String { rounded(share * 100) + " %" }

  /// A number with so many digits behind the point.
  static func rounded(_ number: Double, digits: Int = 2) -> String {
    let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
    let parts = Int((abs(number) * Double(scale)).rounded())
    let rest = "\(parts % scale)"
    let sign = number < 0 && parts > 0 ? "-" : ""
    return "\(sign)\(parts / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
  }

  /// The same with its sign.
  static func signed(_ number: Double) -> String { (number < 0 ? "" : "+") + rounded(number) }
}
