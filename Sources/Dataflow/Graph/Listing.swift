/// The names of everything that will flow, worked out from the graph and the keys of its sources before anything is
/// read. A place in a node's listing is an item's position.
struct Listing: Sendable {
  /// What a node gives.
  enum Entry: Sendable {
    /// What the source listed; a stream's grows while it is read.
    case source([SourceEntry])
    /// Position p of the input becomes the positions p·V … p·V + V − 1 of V instances.
    case map(parent: Int, coordinates: [[Coordinate]])
    /// Groups of the inputs' positions; nil while a stream is not at its end.
    case gather(Groups?)
    /// Destinations in order of their first item.
    case sink(Destinations)
  }

  let graph: Graph
  private(set) var entries: [Entry]

  /// Lists finite sources at once; a source that streams begins empty.
  /// - Throws: what a source throws when it lists, a gather when it groups, a sink when it names.
  init(_ graph: Graph, sources: [Int: [SourceEntry]], streaming: Set<Int>) throws {
    self.graph = graph
    entries = []
    isClosed = streaming.isEmpty
    for (number, node) in graph.nodes.enumerated() {
      let isOpen = !graph.sources(of: number).isDisjoint(with: streaming)
      switch node.stage {
      case .source: entries.append(.source(sources[number] ?? []))
      case .map: entries.append(.map(parent: node.inputs[0], coordinates: node.variants.map(\.coordinates)))
      case .gather: entries.append(.gather(isOpen ? nil : try groups(of: node)))
      case .sink:
        var destinations = Destinations()
        try destinations.extend(node, ids(node.inputs[0]))
        entries.append(.sink(destinations))
      }
    }
  }

  /// Whether all names are known: no stream is still being read.
  private(set) var isClosed: Bool

  /// One group of a gather or one destination of a sink.
  struct GroupFacts: Sendable {
    let members: [Group.Member]
    /// The positions it gives; nil for a sink.
    let outputs: Range<Int>?
    /// Whether more members may come as long as the listing is open.
    let isOpen: Bool
  }

  /// How many groups of a gather or destinations of a sink are known.
  func groupCount(of node: Int) -> Int {
    switch entries[node] {
    case .source, .map: 0
    case .gather(let groups): groups?.groups.count ?? 0
    case .sink(let destinations): destinations.groups.count
    }
  }

  /// One of them; nil where there is none.
  func group(_ number: Int, of node: Int) -> GroupFacts? {
    switch entries[node] {
    case .source, .map, .gather(nil): return nil
    case .gather(let groups?):
      let group = groups.groups[number]
      return GroupFacts(members: group.members, outputs: group.outputs, isOpen: false)
    case .sink(let destinations):
      let group = destinations.groups[number]
      return GroupFacts(
        members: group.members.map { Group.Member(position: $0) }, outputs: nil, isOpen: group.destination.isShared)
    }
  }

  /// How many items a node gives, as far as is known.
  func count(_ node: Int) -> Int {
    switch entries[node] {
    case .source(let entries): entries.count
    case .map(let parent, let coordinates): count(parent) * coordinates.count
    case .gather(let groups): groups?.outputs.count ?? 0
    case .sink(let destinations): destinations.groups.count
    }
  }

  /// The name of the item at a position of a node's output.
  func id(_ node: Int, _ position: Int) -> ItemID {
    switch entries[node] {
    case .source(let entries): ItemID(key: entries[position].key)
    case .map(let parent, let coordinates):
      id(parent, position / coordinates.count).adding(coordinates[position % coordinates.count])
    case .gather(let groups): groups?.outputs[position] ?? ItemID(key: "")
    case .sink(let destinations): ItemID(key: destinations.groups[position].destination.path)
    }
  }

  /// All names of a node's output.
  func ids(_ node: Int) -> [ItemID] { (0..<count(node)).map { id(node, $0) } }

  /// Adds an item that a stream gave, and what follows from it.
  /// - Returns: its position.
  mutating func append(_ entry: SourceEntry, to source: Int) throws -> Int {
    guard case .source(var known) = entries[source] else { return 0 }
    known.append(entry)
    entries[source] = .source(known)
    try extendSinks()
    return known.count - 1
  }

  /// The end of all streams: what waits for the complete list of its inputs is grouped now.
  mutating func close() throws {
    isClosed = true
    for (number, node) in graph.nodes.enumerated() {
      if case .gather(nil) = entries[number] { entries[number] = .gather(try groups(of: node)) }
    }
    try extendSinks()
  }

  private mutating func extendSinks() throws {
    for (number, node) in graph.nodes.enumerated() {
      guard case .sink(var destinations) = entries[number] else { continue }
      let known = destinations.items
      let total = count(node.inputs[0])
      guard total > known else { continue }
      try destinations.extend(node, (known..<total).map { id(node.inputs[0], $0) })
      entries[number] = .sink(destinations)
    }
  }

  private func groups(of node: Graph.Node) throws -> Groups {
    let ports = node.inputs.map { PortListing(ids: ids($0), sources: graph.sources(of: $0)) }
    var all = Groups()
    for (number, variant) in node.variants.enumerated() {
      guard case .gather(let stage) = variant.stage else { continue }
      for group in try stage.groups(of: ports) { all.append(group, variant: number, variant.coordinates) }
    }
    return all
  }
}

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

  /// Names the next items of the input.
  /// - Throws: ``CollisionError`` where two items would be written to one file.
  mutating func extend(_ node: Graph.Node, _ ids: [ItemID]) throws {
    for id in ids {
      for (number, variant) in node.variants.enumerated() {
        guard case .sink(let stage) = variant.stage else { continue }
        try place(try stage.destination(of: id, index: items + 1), id, variant: number, of: node.id, ids)
      }
      items += 1
    }
  }

  private mutating func place(
    _ destination: Destination, _ id: ItemID, variant: Int, of stage: String, _ ids: [ItemID]
  ) throws {
    if destination == .standardOutput {
      groups.append(Entry(destination: destination, members: [items], variant: variant))
    } else if let known = byPath[destination.path] {
      guard destination.isShared else {
        let first = groups[known].members[0] - (items - (ids.firstIndex(of: id) ?? 0))
        throw CollisionError(
          stage: stage, path: destination.path, first: ids.indices.contains(first) ? ids[first] : id, second: id)
      }
      groups[known].members.append(items)
    } else {
      byPath[destination.path] = groups.count
      groups.append(Entry(destination: destination, members: [items], variant: variant))
    }
  }
}

/// Two items that would be written to one file.
public struct CollisionError: Error, Hashable, Sendable {
  public let stage: String
  public let path: String
  public let first: ItemID
  public let second: ItemID
}

extension CollisionError: CustomStringConvertible {
  public var description: String {
    "two items would be written to \(path): \(first) and \(second); put what tells them apart into the name, as "
      + "{path}, {stem} or a sweep's value"
  }
}
