/// The steps of a plan in stretches: within one, a few items, or a few rows of a large one, are carried through all steps
/// while they are in the cache, and then the next few.
struct Stretches {
  /// Ranges of steps, in order, that compute the same number of items at a time.
  let ranges: [Range<Int>]
  /// For each range, how its items are computed some rows at a time; nil where they are computed whole.
  let bands: [Bands?]
  /// For each value, whether only the stretch that writes it reads it, so that a few items need room at a time.
  let isLocal: [Bool]
  /// For each value, the steps during which its memory is in use.
  let lifetimes: [Range<Int>]

  /// - Parameters:
  ///   - values: how an item of each value in the workspace lies.
  ///   - rule: what is computed some rows at a time.
  init(_ steps: [PlacedStep], values: [ChannelsLast], _ rule: BandRule = BandRule()) {
    let ranges = Self.ranges(steps, rule)
    self.ranges = ranges

    var uses = [Range<Int>?](repeating: nil, count: values.count)
    for (index, step) in steps.enumerated() {
      for case .value(let value) in [step.source, step.target] + step.others.map(\.place) {
        uses[value] = (uses[value]?.lowerBound ?? index)..<index + 1
      }
    }
    let stretch = ranges.flatMap { range in range.map { _ in range } }
    let isLocal = uses.map { $0.map { stretch[$0.lowerBound].contains($0.upperBound - 1) } ?? true }
    self.isLocal = isLocal
    let isBanded = ranges.flatMap { range in range.map { _ in steps[range.lowerBound].banded(rule) != nil } }
    // What outlives its stretch is there during all rounds of it; of bands all steps are under way at once.
    lifetimes = zip(uses, isLocal).map { use, isLocal in
      guard let use else { return 0..<0 }
      if isLocal, !isBanded[use.lowerBound] { return use }
      return stretch[use.lowerBound].lowerBound..<stretch[use.upperBound - 1].upperBound
    }
    bands = ranges.map { range in
      let stages = steps[range].compactMap { $0.stage(rule) }
      guard stages.count == range.count else { return nil }
      let own = Set(stages.compactMap(\.target)).filter { isLocal[$0] }
      return Bands.fitting(stages, local: own, rule) { values[$0].width * values[$0].channels }
    }
  }

  private static func ranges(_ steps: [PlacedStep], _ rule: BandRule) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var sums: Set<Place> = []
    for (index, step) in steps.enumerated() {
      let banded = step.banded(rule)
      let needsAll = ([step.source] + step.others.map(\.place)).contains(where: sums.contains)
      if let last = ranges.last, !needsAll, steps[last.lowerBound].items == step.items,
        (steps[last.lowerBound].banded(rule) != nil) == (banded != nil)
      {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
        sums = []
      }
      if banded?.isSum == true { sums.insert(step.target) }
    }
    return ranges
  }
}

extension PlacedStep {
  /// The step, if it computes something large and can do so some rows at a time.
  func banded(_ rule: BandRule) -> (any BandStep)? {
    guard items == 1, max(sourceCount, targetCount) > rule.largest, let band = step as? any BandStep else {
      return nil
    }
    // Planes have no rows of pixels: only those of the caller are there whole.
    if case .value = source, band is Import { return nil }
    if case .value = target, band is Export { return nil }
    return band
  }

  fileprivate func stage(_ rule: BandRule) -> Bands.Stage? {
    banded(rule).map { Bands.Stage(step: $0, source: source.value, target: target.value) }
  }
}

extension Place {
  /// The number of a value in the workspace.
  fileprivate var value: Int? { if case .value(let value) = self { value } else { nil } }
}

/// What is computed some rows at a time, and how many.
struct BandRule {
  /// The floats of the largest value that is computed whole.
  var largest = 1 << 18
  /// The floats of the windows that are to stay in the cache.
  var floatsAtOnce = 1 << 20
}

extension Bands {
  /// The highest bands whose windows stay in the cache.
  /// - Parameter rowCount: the floats of a row of a value.
  static func fitting(_ stages: [Stage], local: Set<Int>, _ rule: BandRule, rowCount: (Int) -> Int) -> Bands {
    var bands = Bands(stages, local: local, rows: 64)
    for rows in [32, 16, 8, 4] {
      let count = bands.windows.reduce(0) { $0 + $1.value * rowCount($1.key) }
      if count <= rule.floatsAtOnce { break }
      bands = Bands(stages, local: local, rows: rows)
    }
    return bands
  }
}
