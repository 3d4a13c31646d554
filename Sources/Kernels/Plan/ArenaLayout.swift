/// Where each value of a plan lies in the one block of memory of a workspace: values that are never needed at the same
/// time share memory, so that a chunk stays in the cache.
struct ArenaLayout {
  /// The offset of each value, in floats; a multiple of 16, so that every value starts on a cache line.
  private(set) var offsets: [Int]
  /// The floats needed for all values together.
  private(set) var count = 0

  /// - Parameters:
  ///   - sizes: the floats of each value.
  ///   - lifetimes: the steps during which each value is needed.
  init(sizes: [Int], lifetimes: [Range<Int>]) {
    offsets = [Int](repeating: 0, count: sizes.count)
    var placed: [(lifetime: Range<Int>, memory: Range<Int>)] = []
    for value in sizes.indices.sorted(by: { lifetimes[$0].lowerBound < lifetimes[$1].lowerBound }) {
      let size = (sizes[value] + 15) / 16 * 16
      let neighbours = placed.filter { $0.lifetime.overlaps(lifetimes[value]) }.map(\.memory)
      let start = ArenaLayout.firstGap(of: size, among: neighbours)
      offsets[value] = start
      placed.append((lifetimes[value], start..<start + size))
      count = max(count, start + size)
    }
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
