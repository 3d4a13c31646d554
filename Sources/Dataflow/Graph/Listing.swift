/// The names of everything that will flow, worked out from the graph and the keys of its sources before anything is
/// read. A place in a node's listing is an item's position.
struct Listing: Sendable {
  /// What a node gives.
  enum Entry: Sendable {
    /// What the source listed; a stream's grows while it is read.
    case source([SourceItem])
    /// Position p of the input becomes the positions p·V … p·V + V − 1 of V instances.
    case map(parent: Int, coordinates: [[Coordinate]])
    /// Groups of the inputs' positions; nil while a stream is not at its end.
    case gather(Groups?)
    /// Destinations in order of their first item.
    case sink(Destinations)
  }

  /// The most items one node may give: beyond it their names alone would fill the memory.
  static let maximumItems = 5_000_000

  let graph: Graph
  private(set) var entries: [Entry]
  /// Whether all names are known: no stream is still being read.
  private(set) var isClosed: Bool

  /// Lists finite sources at once; a source that streams begins empty.
  /// - Throws: what a source throws when it lists, a gather when it groups, a sink when it names.
  init(_ graph: Graph, sources: [Int: [SourceItem]], streaming: Set<Int>) throws {
    self.graph = graph
    entries = []
    isClosed = streaming.isEmpty
    for (number, node) in graph.nodes.enumerated() {
      let isOpen = !graph.sources(of: number).isDisjoint(with: streaming)
      switch node.stage {
      case .source: entries.append(.source(sources[number] ?? []))
      case .map:
        let (count, overflows) = count(node.inputs[0]).multipliedReportingOverflow(by: node.variants.count)
        guard !overflows, count <= Self.maximumItems else {
          throw PlanError.tooManyItems(stage: node.id, maximum: Self.maximumItems)
        }
        entries.append(.map(parent: node.inputs[0], coordinates: node.variants.map(\.coordinates)))
      case .gather: entries.append(.gather(isOpen ? nil : try groups(of: node)))
      case .sink:
        entries.append(.sink(Destinations()))
        try extendSink(number)
      }
    }
  }

  /// One group of a gather or one destination of a sink.
  struct GroupFacts: Sendable {
    let members: [Group.Member]
    /// The positions it gives; nil for a sink.
    let outputs: Range<Int>?
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
      return GroupFacts(members: group.members, outputs: group.outputs)
    case .sink(let destinations):
      let group = destinations.groups[number]
      return GroupFacts(members: group.members.map { Group.Member(position: $0) }, outputs: nil)
    }
  }

  /// Whether more members of a group may come as long as the listing is open.
  func grows(_ number: Int, of node: Int) -> Bool {
    if case .sink(let destinations) = entries[node] { destinations.groups[number].destination.isShared } else { false }
  }

  /// Whether it is known what belongs together in front of a node.
  func isGrouped(_ node: Int) -> Bool { if case .gather(nil) = entries[node] { false } else { true } }

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
    case .source(let items):
      ItemID(
        key: items[position].entry.key, coordinates: graph.nodes[node].variants[items[position].variant].coordinates)
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
    guard case .source(var items) = entries[source] else { return 0 }
    // The list must not be held twice while it grows, or it would be copied for every item.
    entries[source] = .source([])
    items.append(SourceItem(entry: entry, variant: 0))
    let position = items.count - 1
    entries[source] = .source(items)
    try extendSinks()
    return position
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
    for number in graph.nodes.indices { try extendSink(number) }
  }

  /// Names what has come to a sink's input since the last time.
  private mutating func extendSink(_ number: Int) throws {
    guard case .sink(var destinations) = entries[number] else { return }
    entries[number] = .sink(Destinations())
    defer { entries[number] = .sink(destinations) }
    let node = graph.nodes[number]
    let input = node.inputs[0]
    for position in destinations.items..<max(destinations.items, count(input)) {
      try destinations.append(id(input, position), to: node) { id(input, $0) }
    }
  }

  private func groups(of node: Graph.Node) throws -> Groups {
    let ports = node.inputs.map { PortListing(ids: ids($0), sources: graph.sources(of: $0)) }
    var all = Groups()
    for (number, variant) in node.variants.enumerated() {
      guard case .gather(let stage) = variant.stage else { continue }
      for group in try stage.groups(of: ports) {
        all.append(group, variant: number, variant.coordinates, renaming: node.renaming)
      }
    }
    guard all.outputs.count <= Self.maximumItems else {
      throw PlanError.tooManyItems(stage: node.id, maximum: Self.maximumItems)
    }
    return all
  }
}

/// One entry of a source, and which of the source's instances reads it.
struct SourceItem: Sendable {
  let entry: SourceEntry
  let variant: Int
}
