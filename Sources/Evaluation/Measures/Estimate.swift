/// A mean over pictures, with its standard error.
public struct Estimate: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The standard deviation of the values, divided by the root of their count; 0 for one value.
  public let standardError: Double

  /// The mean of some values; nil where there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = values.count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
  }

  /// The standard deviation of so many values that have this error.
  public func deviation(of count: Int) -> Double { standardError * Double(count).squareRoot() }
}
