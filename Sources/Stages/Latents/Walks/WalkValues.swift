import Autoencoders
import Dataflow

/// The values that a walk along a dimension takes.
public struct WalkValues: Sendable, Hashable {
  /// What a value means.
  public enum Meaning: String, CaseIterable, Sendable {
    /// The dimension gets it.
    case absolute
    /// It is added to the dimension.
    case relative
    /// The dimension gets the prior's quantile of that probability.
    case quantile
  }

  /// What a value means.
  public var meaning: Meaning
  /// The first and the last value; nil for −3 … 3, or 0.05 … 0.95 of quantiles.
  public var range: ClosedRange<Double>?
  /// How many values, both ends included.
  public var steps: Int

  /// Seven values unless said.
  public init(_ meaning: Meaning = .absolute, range: ClosedRange<Double>? = nil, steps: Int = 7) {
    self.meaning = meaning
    self.range = range
    self.steps = steps
  }

  /// The values, evenly spaced, both ends exact.
  var points: [Double] {
    let range = range ?? (meaning == .quantile ? 0.05...0.95 : -3...3)
    return (0..<steps).map { step in
      guard step < steps - 1 else { return range.upperBound }
      let value = range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / Double(steps - 1)
      return (value * 1e12).rounded() / 1e12
    }
  }

  /// What the dimension becomes at one of the points.
  /// - Parameter old: what it was.
  func value(at point: Double, _ old: Float, of dimension: Int, _ prior: Prior) -> Float {
    switch meaning {
    case .absolute: Float(point)
    case .relative: old + Float(point)
    case .quantile: prior.quantile(point, of: dimension)
    }
  }

  /// - Throws: ``FieldError`` where a probability is none.
  func check() throws {
    guard meaning == .quantile, let range, range.lowerBound <= 0 || range.upperBound >= 1 else { return }
    throw FieldError(
      "range",
      "quantiles are probabilities between 0 and 1, both excluded: range: [0.05, 0.95], not "
        + "[\(Coordinate.Value.number(range.lowerBound)), \(Coordinate.Value.number(range.upperBound))]")
  }
}

extension WalkValues {
  static let range = Field.interval(
    "range", default: nil, help: "the first and the last value; [-3, 3] if left out, of quantiles [0.05, 0.95]")
  static let steps = Field.integer("steps", in: 2...1_000, default: 7, help: "how many values, both ends included")
  static let meaning = Field<Meaning>.choice(
    "values", default: .absolute,
    help:
      "absolute: the dimension gets the value; relative: the value is added to it; quantile: the dimension gets the "
      + "prior's quantile of that probability")

  /// What a recipe says.
  init(_ arguments: StageArguments) throws {
    self.init(try arguments(Self.meaning), range: try arguments.optional(Self.range), steps: try arguments(Self.steps))
    try check()
  }
}
