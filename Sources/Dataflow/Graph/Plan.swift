/// A graph whose items all have names: what will be read, and what will be written where. Nothing has been read yet.
public struct Plan: Sendable {
  /// Which items of the sources take part.
  public struct Restriction: Sendable {
    /// At most so many of each source.
    public var limit: Int?
    /// Only these keys.
    public var only: Set<String>?
    /// What a source reads instead of what it would list, by its id.
    public var given: [String: [SourceEntry]]?

    /// Everything unless said.
    public init(limit: Int? = nil, only: Set<String>? = nil) {
      self.limit = limit
      self.only = only
    }
  }

  /// One output that a run will make.
  public struct Output: Hashable, Sendable {
    /// The sink's id.
    public let stage: String
    /// Where it goes.
    public let destination: Destination
    /// Whether something stands there already.
    public let isPresent: Bool
  }

  /// The checked graph it is a plan of.
  public let graph: Graph
  let listing: Listing
  private(set) var selection = Selection.all
  private let streaming: Set<Int>

  /// Lists the sources, groups what belongs together and names what will be written.
  /// - Throws: ``CollisionError``, ``PlanError``, and what the stages throw.
  public init(_ graph: Graph, _ restriction: Restriction = Restriction()) throws {
    let sources = try SourceLists(graph, restriction)
    self.graph = graph
    streaming = sources.streaming
    listing = try Listing(graph, sources: sources.items, streaming: sources.streaming)
    try refuseCollisionsBetweenSinks()
    try refuseMixedOutput()
  }

  /// How many items a node gives; nil while a stream is not read.
  public func count(of node: Int) -> Int? {
    graph.sources(of: node).isDisjoint(with: streaming) ? listing.count(node) : nil
  }

  /// The most items that one output waits for.
  public var largestGroup: Int {
    listing.entries.indices.flatMap { node in
      (0..<listing.groupCount(of: node)).map { listing.group($0, of: node)?.members.count ?? 0 }
    }.max() ?? 0
  }

  /// The names of a node's items, as far as they are known.
  public func ids(of node: Int) -> [ItemID] { listing.ids(node) }

  /// Every entry of every source, in natural order; one that several instances of its source read stands there once.
  public var sourceEntries: [SourceEntry] {
    zip(graph.nodes, listing.entries).flatMap { node, entry -> [SourceEntry] in
      guard case .source(let items) = entry else { return [] }
      guard node.variants.count > 1 else { return items.map(\.entry) }
      var seen: Set<SourceEntry> = []
      return items.map(\.entry).filter { seen.insert($0).inserted }
    }
  }

  /// Looks at every entry of every source without reading it whole, as at the headers of pictures.
  /// - Returns: the entries that will fail, with the reason.
  public func inspectSources() -> [ItemFailure] {
    graph.nodes.indices.flatMap { number -> [ItemFailure] in
      guard case .source(let items) = listing.entries[number] else { return [] }
      return items.compactMap { inspect($0, graph.nodes[number]) }
    }
  }

  private func inspect(_ item: SourceItem, _ node: Graph.Node) -> ItemFailure? {
    guard case .source(let stage) = node.variants[item.variant].stage else { return nil }
    do {
      try stage.inspect(item.entry)
      return nil
    } catch {
      return ItemFailure(key: item.entry.key, source: item.entry.origin, stage: node.id, reason: "\(error)")
    }
  }

  /// The most bytes that travel beside one item for later stages, by a look at some of the sources' entries, evenly
  /// chosen.
  /// - Parameter count: how many entries of each source are looked at.
  public func carriedBytes(lookingAt count: Int = 64) -> Int {
    most(lookingAt: count) { node, stage, entry in node.demands.isEmpty ? 0 : stage.carriedBytes(entry) }
  }

  /// The most bytes of an item's value, by a look at some of the sources' entries, evenly chosen; 0 where no source can
  /// tell.
  /// - Parameter count: how many entries of each source are looked at.
  public func valueBytes(lookingAt count: Int = 64) -> Int {
    most(lookingAt: count) { _, stage, entry in stage.valueBytes(entry) }
  }

  private func most(
    lookingAt count: Int, _ bytes: (Graph.Node, any SourceStage, SourceEntry) -> Int
  ) -> Int {
    graph.nodes.indices.flatMap { number -> [Int] in
      guard case .source(let items) = listing.entries[number] else { return [] }
      let step = max(1, items.count / max(1, count))
      return stride(from: 0, to: items.count, by: step).map { place in
        guard case .source(let stage) = graph.nodes[number].variants[items[place].variant].stage else { return 0 }
        return bytes(graph.nodes[number], stage, items[place].entry)
      }
    }.max() ?? 0
  }

  /// Whether a source streams, so that not everything is known before the run.
  public var isStreaming: Bool { !streaming.isEmpty }

  /// What will be written, in natural order, as far as it is known. Looks at the disk for each.
  public var outputs: [Output] {
    listing.entries.indices.flatMap { outputs(of: $0) }
  }

  /// How many outputs will be written; nil where a stream decides.
  public var outputCount: Int? {
    guard !isStreaming else { return nil }
    return listing.entries.indices.reduce(0) { sum, node in
      guard case .sink(let destinations) = listing.entries[node] else { return sum }
      return sum + destinations.groups.indices.count { selection.contains(node, $0) }
    }
  }

  /// Where the first outputs go, in natural order, without a look at the disk.
  public func destinations(limit: Int = .max) -> [Destination] {
    var found: [Destination] = []
    for (node, entry) in listing.entries.enumerated() {
      guard case .sink(let destinations) = entry else { continue }
      for (number, group) in destinations.groups.enumerated() where selection.contains(node, number) {
        guard found.count < limit else { return found }
        found.append(group.destination)
      }
    }
    return found
  }

  /// How many groups of items that belong together stand in front of a gather or a sink.
  public func groupCount(of node: Int) -> Int { listing.groupCount(of: node) }

  /// What belongs together in front of a gather or a sink: for each group the names of its members, by input. Empty for
  /// other stages, and as long as a stream is not read.
  /// - Parameter limit: at most so many groups.
  public func groups(of node: Int, limit: Int = .max) -> [[(port: Int, id: ItemID)]] {
    (0..<min(limit, listing.groupCount(of: node))).map { number in
      (listing.group(number, of: node)?.members ?? []).map { member in
        (member.port, listing.id(graph.nodes[node].inputs[member.port], member.position))
      }
    }
  }

  private func outputs(of node: Int) -> [Output] {
    guard case .sink(let destinations) = listing.entries[node] else { return [] }
    return destinations.groups.indices.filter { selection.contains(node, $0) }.map { number in
      let group = destinations.groups[number]
      return Output(
        stage: graph.nodes[node].id, destination: group.destination, isPresent: graph.nodes[node].isPresent(group))
    }
  }

  /// Leaves out every output that is not wanted, and all work that only these need.
  /// - Parameters:
  ///   - keys: only outputs that something under these source keys takes part in; nil for all.
  ///   - skippingPresent: leave out what stands there already.
  public mutating func want(keys: Set<String>?, skippingPresent: Bool) {
    let flags = keys.map { self.descendants(of: $0) }
    let (graph, listing) = (self.graph, self.listing)
    selection = Selection(listing) { sink, number -> Bool in
      guard case .sink(let destinations) = listing.entries[sink] else { return false }
      let isTouched = flags.map { $0[sink][number] } ?? true
      return isTouched && !(skippingPresent && graph.nodes[sink].isPresent(destinations.groups[number]))
    }
  }

  /// Leaves out every output but the one of an item, and all work that only the others need.
  /// - Returns: false where the sink gives no output of that item alone.
  public mutating func want(only item: ItemID, of sink: String) -> Bool {
    guard let node = graph.nodes.firstIndex(where: { $0.id == sink }),
      case .sink(let destinations) = listing.entries[node], let input = graph.nodes[node].inputs.first,
      let wanted = destinations.groups.firstIndex(where: { group in
        group.members.count == 1 && listing.id(input, group.members[0]) == item
      })
    else { return false }
    selection = Selection(listing) { $0 == node && $1 == wanted }
    return true
  }

  /// For each node, whether an item descends from one of these source keys.
  private func descendants(of keys: Set<String>) -> [[Bool]] {
    var flags: [[Bool]] = []
    for (number, entry) in listing.entries.enumerated() {
      let inputs = graph.nodes[number].inputs
      switch entry {
      case .source(let items): flags.append(items.map { keys.contains($0.entry.key) })
      case .map(let parent, let coordinates):
        let known = flags[parent]
        flags.append((0..<listing.count(number)).map { known[$0 / coordinates.count] })
      case .gather(let groups):
        let known = flags
        flags.append(
          (groups?.groups ?? []).flatMap { group -> [Bool] in
            let isTouched = group.members.contains { known[inputs[$0.port]][$0.position] }
            return Array(repeating: isTouched, count: group.outputs.count)
          })
      case .sink(let destinations):
        let known = flags[inputs[0]]
        flags.append(destinations.groups.map { group in group.members.contains { known[$0] } })
      }
    }
    return flags
  }

  private func refuseCollisionsBetweenSinks() throws {
    guard graph.nodes.count(where: { $0.stage.produces == nil }) > 1 else { return }
    var seen: [String: ItemID] = [:]
    for (number, entry) in listing.entries.enumerated() {
      guard case .sink(let destinations) = entry else { continue }
      let input = graph.nodes[number].inputs[0]
      for group in destinations.groups where group.destination != .standardOutput {
        let id = listing.id(input, group.members[0])
        if let first = seen.updateValue(id, forKey: group.destination.path) {
          throw CollisionError(stage: graph.nodes[number].id, path: group.destination.path, first: first, second: id)
        }
      }
    }
  }

  private func refuseMixedOutput() throws {
    let ids = graph.nodes.indices.filter { writesToStandardOutput($0) }.map { graph.nodes[$0].id }
    guard ids.count < 2 else { throw PlanError.mixedOutput(first: ids[0], second: ids[1]) }
  }

  /// Whether what a node writes must leave in natural order. Of a stream no item is known yet; it is asked for a
  /// name that might come.
  func writesToStandardOutput(_ node: Int) -> Bool {
    guard case .sink(let destinations) = listing.entries[node] else { return false }
    if destinations.groups.contains(where: { $0.destination == .standardOutput }) { return true }
    return isStreaming
      && graph.nodes[node].variants.contains { variant in
        guard case .sink(let stage) = variant.stage else { return false }
        return (try? stage.destination(of: ItemID(key: "probe"), index: 1)) == .standardOutput
      }
  }
}

extension Graph.Node {
  /// Whether something stands already where a group goes.
  fileprivate func isPresent(_ group: Destinations.Entry) -> Bool {
    guard case .sink(let stage) = variants[group.variant].stage else { return false }
    return stage.isPresent(group.destination)
  }
}
