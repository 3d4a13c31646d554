#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the rate of an optimiser goes over a training.
public struct LearningRate: Hashable, Sendable {
  /// The course after the warm-up.
  public enum Course: String, CaseIterable, Sendable {
    /// The peak to the end.
    case constant
    /// Half a cosine down to nothing (Loshchilov and Hutter, 2017).
    case cosine
    /// Half a cosine from a twenty-fifth up to the peak, and another down to a ten-thousandth of that (Smith and Topin,
    /// 2018).
    case oneCycle = "one cycle"
  }

  /// The highest rate.
  public var peak: Double
  /// How it goes.
  public var course: Course
  /// The share of all steps in which it rises, 0…1: linearly, or along a cosine for one cycle.
  public var warmUp: Double

  /// A rate and its course.
  public init(peak: Double, course: Course, warmUp: Double) {
    self.peak = peak
    self.course = course
    self.warmUp = warmUp
  }

  /// The rate of a step, counted from 0, of so many.
  public func callAsFunction(_ step: Int, of steps: Int) -> Double {
    let rise = warmUp * Double(steps)
    if course == .oneCycle { return oneCycle(Double(step), rise: max(rise - 1, 1), steps: Double(max(steps - 1, 1))) }
    if Double(step) < rise { return peak * Double(step + 1) / rise }
    guard course == .cosine else { return peak }
    let rest = max(Double(steps) - rise, 1)
    return peak * Self.cosine((Double(step) - rise) / rest, from: 1, to: 0)
  }

  private func oneCycle(_ step: Double, rise: Double, steps: Double) -> Double {
    if step <= rise { return peak * Self.cosine(step / rise, from: 1.0 / 25, to: 1) }
    return peak * Self.cosine((step - rise) / max(steps - rise, 1), from: 1, to: 1.0 / 25 / 10_000)
  }

  private static func cosine(_ share: Double, from start: Double, to end: Double) -> Double {
    end + (start - end) / 2 * (1 + cos(.pi * min(max(share, 0), 1)))
  }
}
