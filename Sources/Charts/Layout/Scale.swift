#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An axis: the numbers it shows, and its ticks at round ones.
struct Scale {
  /// A round number and how it is written.
  struct Tick: Hashable {
    let value: Double
    let text: String
  }

  /// Both ends, in the logarithm where the axis is logarithmic.
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool
  let ticks: [Tick]

  /// An axis for some values.
  /// - Parameter margin: the share of the range that is left free at each end.
  init(_ values: some Sequence<Double>, axis: CurvePlot.Axis = .linear, margin: Double, about count: Int) {
    let isLogarithmic = axis == .logarithmic
    let usable = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }.map { isLogarithmic ? log10($0) : $0 }
    let (least, most) = Self.ends(usable)
    low = least - (most - least) * margin
    high = most + (most - least) * margin
    self.isLogarithmic = isLogarithmic
    ticks = isLogarithmic ? Self.decades(low, high, count) : Self.steps(low, high, count)
  }

  /// Where a value lies, 0 at the beginning and 1 at the end; nil where the axis has no place for it.
  func share(_ value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    return ((isLogarithmic ? log10(value) : value) - low) / (high - low)
  }

  /// A range that is not empty.
  private static func ends(_ values: [Double]) -> (Double, Double) {
    guard let least = values.min(), let most = values.max() else { return (0, 1) }
    if least < most { return (least, most) }
    let half = least == 0 ? 0.5 : abs(least) / 2
    return (least - half, most + half)
  }

  /// Multiples of 1, 2 or 5 times a power of ten, the finest of which there are not too many.
  private static func steps(_ low: Double, _ high: Double, _ count: Int) -> [Tick] {
    let rough = (high - low) / Double(max(1, count)) * 0.8
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5].map { $0 * power }.first { $0 >= rough } ?? 10 * power
    let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { number in
      let value = number * step
      return Tick(value: value, text: NumberText.tick(value, step: step))
    }
  }

  /// Powers of ten; between few of them their 2 and 5 times too, and between none of them what a plain axis has.
  private static func decades(_ low: Double, _ high: Double, _ count: Int) -> [Tick] {
    let every = max(1, ((high - low) / Double(max(1, count))).rounded(.up))
    let factors: [Double] = high - low < 2.5 ? [1, 2, 5] : [1]
    let powers = stride(from: (low / every).rounded(.down) * every, through: high, by: every)
    let values = powers.flatMap { power in factors.map { $0 * pow(10, power) } }
    let inside = values.filter { (low - 1e-9...high + 1e-9).contains(log10($0)) }
    guard inside.count > 1 else { return steps(pow(10, low), pow(10, high), count).filter { $0.value > 0 } }
    return inside.map { Tick(value: $0, text: NumberText.tick($0, step: $0)) }
  }
}
