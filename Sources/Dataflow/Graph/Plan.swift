/// A graph whose items all have names: what will be read, and what will be written where. Nothing has been read yet.
public struct Plan: Sendable {
  /// Which items of the sources take part.
  public struct Restriction: Sendable {
    /// At most so many of each source.
    public var limit: Int?
    /// Only these keys.
    public var only: Set<String>?

    public init(limit: Int? = nil, only: Set<String>? = nil) {
      self.limit = limit
      self.only = only
    }
  }

  /// One output that a run will make.
  public struct Output: Hashable, Sendable {
    /// The sink's id.
    public let stage: String
    public let destination: Destination
    /// Whether something stands there already.
    public let isPresent: Bool
  }

  public let graph: Graph
  let listing: Listing
  private(set) var selection = Selection.all
  private let streaming: Set<Int>

  /// Lists the sources, groups what belongs together and names what will be written.
  /// - Throws: ``CollisionError``, ``PlanError``, and what the stages throw.
  public init(_ graph: Graph, _ restriction: Restriction = Restriction()) throws {
    var sources: [Int: [SourceEntry]] = [:]
    var streaming: Set<Int> = []
    for (number, node) in graph.nodes.enumerated() {
      guard case .source = node.stage else { continue }
      switch try Self.list(node) {
      case .entries(let entries): sources[number] = entries
      case .stream: streaming.insert(number)
      }
    }
    self.graph = graph
    self.streaming = streaming
    if let only = restriction.only { try Self.check(only, sources, isStreaming: !streaming.isEmpty) }
    listing = try Listing(graph, sources: sources.mapValues { restriction.applied(to: $0) }, streaming: streaming)
    try refuseCollisionsBetweenSinks()
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

  /// Every entry of every source, in natural order.
  public var sourceEntries: [SourceEntry] {
    listing.entries.flatMap { entry -> [SourceEntry] in if case .source(let entries) = entry { entries } else { [] } }
  }

  /// Whether a source streams, so that not everything is known before the run.
  public var isStreaming: Bool { !streaming.isEmpty }

  /// What will be written, in natural order, as far as it is known.
  public var outputs: [Output] {
    listing.entries.indices.flatMap { outputs(of: $0) }
  }

  private func outputs(of node: Int) -> [Output] {
    guard case .sink(let destinations) = listing.entries[node], case .sink(let stage) = graph.nodes[node].stage
    else { return [] }
    return destinations.groups.indices.filter { selection.contains(node, $0) }.map { group in
      let destination = destinations.groups[group].destination
      return Output(stage: graph.nodes[node].id, destination: destination, isPresent: stage.isPresent(destination))
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
      guard case .sink(let destinations) = listing.entries[sink], case .sink(let stage) = graph.nodes[sink].stage
      else { return false }
      let isTouched = flags.map { $0[sink][number] } ?? true
      return isTouched && !(skippingPresent && stage.isPresent(destinations.groups[number].destination))
    }
  }

  /// For each node, whether an item descends from one of these source keys.
  private func descendants(of keys: Set<String>) -> [[Bool]] {
    var flags: [[Bool]] = []
    for (number, entry) in listing.entries.enumerated() {
      let inputs = graph.nodes[number].inputs
      switch entry {
      case .source(let entries): flags.append(entries.map { keys.contains($0.key) })
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

  private static func list(_ node: Graph.Node) throws -> SourceListing {
    var entries: [SourceEntry] = []
    for variant in node.variants {
      guard case .source(let stage) = variant.stage else { continue }
      switch try stage.list() {
      case .stream: return .stream
      case .entries(let more): entries += more
      }
    }
    return .entries(entries)
  }

  private static func check(_ only: Set<String>, _ sources: [Int: [SourceEntry]], isStreaming: Bool) throws {
    let keys = Set(sources.values.joined().map(\.key))
    guard !isStreaming, let unknown = only.subtracting(keys).min() else { return }
    throw PlanError.unknownKey(unknown, known: keys.sorted())
  }

  private func refuseCollisionsBetweenSinks() throws {
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
}

extension Plan.Restriction {
  fileprivate func applied(to entries: [SourceEntry]) -> [SourceEntry] {
    let chosen = only.map { only in entries.filter { only.contains($0.key) } } ?? entries
    return limit.map { Array(chosen.prefix($0)) } ?? chosen
  }
}
