/// Where each value of a plan lies in the one block of memory of a workspace: values that are never needed at the same
/// time share memory, so that a chunk stays in the cache.
struct ArenaLayout {
  /// The offset of each value, in floats; a multiple of 16, so that every value starts on a cache line.
  private(set) var offsets: [Int]
  /// The floats needed for all values together.
  private(set) var count = 0

  /// - Parameter sizes: the floats of each value.
  init(steps: [PlacedStep], sizes: [Int]) {
    offsets = [Int](repeating: 0, count: sizes.count)
    let lastUse = ArenaLayout.lastUses(steps, count: sizes.count)
    var living: [(value: Int, range: Range<Int>)] = []
    for (time, step) in steps.enumerated() {
      guard case .value(let target) = step.target else { continue }
      living.removeAll { lastUse[$0.value] < time }
      let size = (sizes[target] + 15) / 16 * 16
      let start = ArenaLayout.firstGap(of: size, among: living.map(\.range))
      offsets[target] = start
      living.append((target, start..<start + size))
      count = max(count, start + size)
    }
  }

  private static func lastUses(_ steps: [PlacedStep], count: Int) -> [Int] {
    var last = [Int](repeating: -1, count: count)
    for (time, step) in steps.enumerated() {
      if case .value(let source) = step.source { last[source] = time }
    }
    return last
  }

  /// The lowest start at which `size` floats overlap none of the ranges.
  private static func firstGap(of size: Int, among ranges: [Range<Int>]) -> Int {
    var start = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound < start + size {
      start = max(start, range.upperBound)
    }
    return start
  }
}
