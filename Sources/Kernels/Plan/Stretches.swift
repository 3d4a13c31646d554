/// The steps of a plan in stretches: within one, a few items are carried through all steps while they are in the
/// cache, and then the next few.
struct Stretches {
  /// Ranges of steps, in order, that compute the same number of items at a time.
  let ranges: [Range<Int>]
  /// For each value, whether only the stretch that writes it reads it, so that a few items need room at a time.
  let isLocal: [Bool]
  /// For each value, the steps during which its memory is in use.
  let lifetimes: [Range<Int>]

  /// - Parameter values: the number of values in the workspace.
  init(_ steps: [PlacedStep], values: Int) {
    var ranges: [Range<Int>] = []
    for (index, step) in steps.enumerated() {
      if let last = ranges.last, steps[last.lowerBound].items == step.items {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    self.ranges = ranges

    var uses = [Range<Int>?](repeating: nil, count: values)
    for (index, step) in steps.enumerated() {
      for case .value(let value) in [step.source, step.target] + step.others.map(\.place) {
        uses[value] = (uses[value]?.lowerBound ?? index)..<index + 1
      }
    }
    let stretch = ranges.flatMap { range in range.map { _ in range } }
    isLocal = uses.map { $0.map { stretch[$0.lowerBound].contains($0.upperBound - 1) } ?? true }
    // What outlives its stretch is there during all rounds of it.
    lifetimes = zip(uses, isLocal).map { use, isLocal in
      guard let use else { return 0..<0 }
      return isLocal ? use : stretch[use.lowerBound].lowerBound..<stretch[use.upperBound - 1].upperBound
    }
  }
}
