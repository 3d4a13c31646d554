/// What the sources of a graph will give, as far as they know before they read.
struct SourceLists {
  /// For each source that lists its entries, what it will read, in natural order.
  private(set) var items: [Int: [SourceItem]] = [:]
  /// The sources that stream.
  private(set) var streaming: Set<Int> = []

  init(_ graph: Graph, _ restriction: Plan.Restriction) throws {
    var keys: Set<String> = []
    for (number, node) in graph.nodes.enumerated() where node.stage.isSource {
      guard let lists = try Self.lists(node, restriction.given?[node.id]) else {
        streaming.insert(number)
        continue
      }
      for list in lists { keys.formUnion(list.map(\.key)) }
      items[number] = Self.merged(lists.map { restriction.applied(to: $0) })
      guard items[number, default: []].count <= Listing.maximumItems else {
        throw PlanError.tooManyItems(stage: node.id, maximum: Listing.maximumItems)
      }
    }
    if streaming.isEmpty, let unknown = restriction.only?.subtracting(keys).min() {
      throw PlanError.unknownKey(unknown, known: keys.sorted())
    }
  }

  /// One list an instance; nil if the source streams.
  private static func lists(_ node: Graph.Node, _ given: [SourceEntry]?) throws -> [[SourceEntry]]? {
    if let given { return node.variants.map { _ in given } }
    var lists: [[SourceEntry]] = []
    for variant in node.variants {
      guard case .source(let stage) = variant.stage else { continue }
      switch try stage.list() {
      case .entries(let entries): lists.append(entries)
      case .stream:
        guard node.variants.count == 1 else { throw PlanError.sweptStream(stage: node.id) }
        return nil
      }
    }
    return lists
  }

  /// The instances of a source that all give the same keys go key by key, as those of a map do; others one after the
  /// other.
  private static func merged(_ lists: [[SourceEntry]]) -> [SourceItem] {
    guard let first = lists.first, lists.allSatisfy({ $0 == first }) else {
      return lists.enumerated().flatMap { number, list in list.map { SourceItem(entry: $0, variant: number) } }
    }
    return first.flatMap { entry in lists.indices.map { SourceItem(entry: entry, variant: $0) } }
  }
}

extension Plan.Restriction {
  fileprivate func applied(to entries: [SourceEntry]) -> [SourceEntry] {
    let chosen = only.map { only in entries.filter { only.contains($0.key) } } ?? entries
    return limit.map { Array(chosen.prefix($0)) } ?? chosen
  }
}
