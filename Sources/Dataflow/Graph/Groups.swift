/// The groups of a gather, and the outputs they give, one after the other.
struct Groups: Sendable {
  /// One group, the instance that combines it, and the position of its first output.
  struct Entry: Sendable {
    let members: [Group.Member]
    let variant: Int
    let outputs: Range<Int>
  }

  private(set) var groups: [Entry] = []
  private(set) var outputs: [ItemID] = []

  mutating func append(_ group: Group, variant: Int, _ coordinates: [Coordinate]) {
    let start = outputs.count
    outputs += group.outputs.map { $0.adding(coordinates) }
    groups.append(Entry(members: group.members, variant: variant, outputs: start..<outputs.count))
  }

  /// The group that gives the output at a position.
  func group(ofOutput position: Int) -> Int {
    var (low, high) = (0, groups.count)
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].outputs.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
