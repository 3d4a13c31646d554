/// The destinations of a sink, each with the items that go there.
struct Destinations: Sendable {
  /// What shares one destination.
  struct Entry: Sendable {
    let destination: Destination
    var members: [Int]
    let variant: Int
  }

  private(set) var groups: [Entry] = []
  /// How many items of the input have a destination.
  private(set) var items = 0
  private var byPath: [String: Int] = [:]

  /// Names the next item of the input for every instance of the sink.
  /// - Parameter name: the name of an earlier item, for messages.
  /// - Throws: ``CollisionError`` where two items would be written to one file.
  mutating func append(_ id: ItemID, to node: Graph.Node, name: (Int) -> ItemID) throws {
    for (number, variant) in node.variants.enumerated() {
      guard case .sink(let stage) = variant.stage else { continue }
      let destination = try stage.destination(of: id, index: items + 1)
      if let known = byPath[destination.path], destination != .standardOutput {
        guard groups[known].isShared(by: number, destination) else {
          throw CollisionError(
            stage: node.id, path: destination.path, first: name(groups[known].members[0]), second: id)
        }
        groups[known].members.append(items)
      } else {
        byPath[destination.path] = groups.count
        groups.append(Entry(destination: destination, members: [items], variant: number))
      }
    }
    items += 1
  }
}

extension Destinations.Entry {
  fileprivate func isShared(by variant: Int, _ other: Destination) -> Bool {
    destination.isShared && other.isShared && variant == self.variant
  }
}
