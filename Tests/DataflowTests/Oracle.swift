@testable import Dataflow

/// What a run must write, worked out item by item, backwards from each destination, without any schedule.
struct Oracle {
  let graph: Graph
  let listing: Listing
  let selection: Selection

  /// - Parameter listing: the names at the end, where a stream has added some.
  init(_ plan: Plan, after listing: Listing? = nil) {
    graph = plan.graph
    self.listing = listing ?? plan.listing
    selection = plan.selection
  }

  /// Everything that is written, by name.
  var written: [Shelf.Entry] {
    entries.sorted { $0.path < $1.path }
  }

  /// In the order of the destinations: what standard output must show.
  var inOrder: [Shelf.Entry] { entries }

  /// How many outputs come to nothing.
  var lost: Int { outcomes.count { $0 == nil } }

  private var entries: [Shelf.Entry] { outcomes.compactMap(\.self) }

  private var outcomes: [Shelf.Entry?] {
    listing.entries.indices.flatMap { node -> [Shelf.Entry?] in
      guard case .sink(let destinations) = listing.entries[node] else { return [] }
      return destinations.groups.indices.filter { selection.contains(node, $0) }.map { output($0, of: node) }
    }
  }

  private func output(_ number: Int, of node: Int) -> Shelf.Entry? {
    guard case .sink(let destinations) = listing.entries[node] else { return nil }
    let group = destinations.groups[number]
    let input = graph.nodes[node].inputs[0]
    let values = group.members.map { value(input, $0) }
    guard !values.contains(nil), case .sink(let stage as Collect) = graph.nodes[node].variants[group.variant].stage,
      (try? stage.onWrite(group.destination)) != nil
    else { return nil }
    let isPipe = group.destination == .standardOutput
    let path = isPipe ? "\(listing.id(input, group.members[0]))" : group.destination.path
    return Shelf.Entry(path: path, values: values.compactMap(\.self))
  }

  private func value(_ node: Int, _ position: Int) -> Double? {
    let run = RunContext(stage: "", seed: 0)
    let variants = graph.nodes[node].variants
    switch listing.entries[node] {
    case .source(let items):
      let item = items[position]
      switch variants[item.variant].stage {
      case .source(let stage as Count): return try? stage.read(item.entry, run).value.value
      case .source(let stage as Pipe): return stage.failing.contains(position) ? nil : Double(position)
      default: return nil
      }
    case .map(let parent, _):
      guard let input = value(parent, position / variants.count),
        case .map(let stage as Multiply) = variants[position % variants.count].stage
      else { return nil }
      let id = listing.id(parent, position / variants.count)
      return try? stage.apply(Item(id: id, position: 0, value: Number(value: input)), run).value
    case .gather(let groups): return gathered(groups, node, position)
    case .sink: return nil
    }
  }

  private func gathered(_ groups: Groups?, _ node: Int, _ position: Int) -> Double? {
    guard let group = groups?.groups.first(where: { $0.outputs.contains(position) }) else { return nil }
    let members = group.members.map { member -> Item<Number>? in
      let input = graph.nodes[node].inputs[member.port]
      return value(input, member.position).map {
        Item(id: listing.id(input, member.position), position: member.position, value: Number(value: $0))
      }
    }
    guard !members.contains(where: { $0 == nil }) else { return nil }
    let ids = group.outputs.map { listing.id(node, $0) }
    let (items, run) = (members.compactMap(\.self), RunContext(stage: "", seed: 0))
    let values = combined(graph.nodes[node].variants[group.variant].stage, items, ids, run)
    return values?[position - group.outputs.lowerBound].value
  }

  private func combined(
    _ stage: AnyStage, _ items: [Item<Number>], _ ids: [ItemID], _ run: RunContext
  ) -> [Number]? {
    switch stage {
    case .gather(let stage as Subtract): try? stage.combine(items, into: ids, run)
    case .gather(let stage as Total): stage.combine(items, into: ids, run)
    case .gather(let stage as Reverse): stage.combine(items, into: ids, run)
    default: nil
    }
  }
}
