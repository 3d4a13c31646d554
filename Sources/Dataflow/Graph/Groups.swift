/// The groups of a gather, and the outputs they give, one after the other.
struct Groups: Sendable {
  /// One group, the instance that combines it, and the position of its first output.
  struct Entry: Sendable {
    let members: [Group.Member]
    let variant: Int
    let outputs: Range<Int>
    /// What the stage itself called its outputs, where the graph calls them otherwise.
    let ownNames: [ItemID]?
  }

  private(set) var groups: [Entry] = []
  private(set) var outputs: [ItemID] = []

  /// - Parameter renaming: new names for coordinates that the stage adds and that another stage has too.
  mutating func append(_ group: Group, variant: Int, _ coordinates: [Coordinate], renaming: [String: String] = [:]) {
    let start = outputs.count
    outputs += group.outputs.map { $0.renaming(renaming).adding(coordinates) }
    groups.append(
      Entry(
        members: group.members, variant: variant, outputs: start..<outputs.count,
        ownNames: renaming.isEmpty ? nil : group.outputs.map { $0.adding(coordinates) }))
  }
}

extension ItemID {
  fileprivate func renaming(_ names: [String: String]) -> ItemID {
    guard !names.isEmpty else { return self }
    return ItemID(key: key, coordinates: coordinates.map { Coordinate(names[$0.name] ?? $0.name, $0.value) })
  }
}
