/// Which items a run needs: all of them, or those that the wanted outputs are made of.
struct Selection: Sendable {
  /// For each node, whether the item at a position is needed; nil means all.
  private let needed: [[Bool]]?

  /// Everything.
  static let all = Selection(needed: nil)

  private init(needed: [[Bool]]?) { self.needed = needed }

  /// What the wanted destinations are made of, found by walking the graph backwards.
  init(_ listing: Listing, wanting isWanted: (_ sink: Int, _ group: Int) -> Bool) {
    var needed = listing.entries.indices.map { [Bool](repeating: false, count: listing.count($0)) }
    for node in listing.entries.indices.reversed() {
      let inputs = listing.graph.nodes[node].inputs
      switch listing.entries[node] {
      case .source, .gather(nil): break
      case .map(let parent, let coordinates):
        for position in needed[node].indices where needed[node][position] {
          needed[parent][position / coordinates.count] = true
        }
      case .gather(let groups?):
        for group in groups.groups where group.outputs.contains(where: { needed[node][$0] }) {
          for position in group.outputs { needed[node][position] = true }
          for member in group.members { needed[inputs[member.port]][member.position] = true }
        }
      case .sink(let destinations):
        for (number, group) in destinations.groups.enumerated() where isWanted(node, number) {
          needed[node][number] = true
          for member in group.members { needed[inputs[0]][member] = true }
        }
      }
    }
    self.init(needed: needed)
  }

  /// Whether the item at a position of a node's output is needed.
  func contains(_ node: Int, _ position: Int) -> Bool {
    guard let needed else { return true }
    return needed[node].indices.contains(position) ? needed[node][position] : true
  }
}
