/// A number that goes linearly from one value to another over some steps and then stays: warm-up of β, capacity.
public struct Ramp: Hashable, Sendable {
  /// What it is at step 0.
  public let start: Double
  /// What it is from `steps` on.
  public let end: Double
  /// How long it takes; 0 begins at the end.
  public let steps: Int

  /// From one value to another.
  public init(from start: Double, to end: Double, steps: Int) {
    self.start = start
    self.end = end
    self.steps = steps
  }

  /// The same number at every step.
  public static func constant(_ value: Double) -> Ramp { Ramp(from: value, to: value, steps: 0) }

  /// The value at a step, counted from 0.
  public func callAsFunction(_ step: Int) -> Double {
    steps <= 0 ? end : start + (end - start) * min(1, Double(step) / Double(steps))
  }
}
