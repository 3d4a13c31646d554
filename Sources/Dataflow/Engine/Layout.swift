/// The stations of a graph: consecutive maps of one lane kind become one segment.
struct Layout: Sendable {
  private(set) var stations: [Station] = []
  /// The segment of each station that is one.
  private(set) var segments: [Int: Segment] = [:]

  init(_ plan: Plan, _ contexts: [RunContext]) {
    let graph = plan.graph
    var stationOf: [Int: Int] = [:]
    for number in graph.nodes.indices where stationOf[number] == nil {
      let chain = Self.chain(from: number, graph)
      for node in chain { stationOf[node] = stations.count }
      if case .map = graph.nodes[number].stage {
        segments[stations.count] = Self.segment(chain, plan, contexts)
      }
      stations.append(Self.station(number, plan))
    }
    for number in graph.nodes.indices {
      for consumer in graph.consumers(of: number) {
        guard let from = stationOf[number], let to = stationOf[consumer.node], from != to else { continue }
        stations[from].consumers.append(Station.Consumer(station: to, port: consumer.port))
      }
    }
  }

  /// The nodes of the segment that begins with one; just that one if it is no map.
  private static func chain(from node: Int, _ graph: Graph) -> [Int] {
    guard case .map = graph.nodes[node].stage else { return [node] }
    let consumers = graph.consumers(of: node)
    guard consumers.count == 1, case .map = graph.nodes[consumers[0].node].stage,
      graph.nodes[consumers[0].node].stage.lane == graph.nodes[node].stage.lane
    else { return [node] }
    return [node] + chain(from: consumers[0].node, graph)
  }

  private static func segment(_ chain: [Int], _ plan: Plan, _ contexts: [RunContext]) -> Segment {
    let steps = chain.map { number in
      let node = plan.graph.nodes[number]
      let stages = node.variants.compactMap { if case .map(let stage) = $0.stage { stage } else { nil } }
      return Segment.Step(
        node: number, id: node.id, stages: stages, coordinates: node.variants.map(\.coordinates),
        context: contexts[number])
    }
    return Segment(steps: steps, selection: plan.selection, chunk: Engine.chunk)
  }

  private static func station(_ number: Int, _ plan: Plan) -> Station {
    let node = plan.graph.nodes[number]
    let lane = node.stage.lane
    switch node.stage {
    case .source:
      let positions = (plan.count(of: number)).map { (0..<$0).filter { plan.selection.contains(number, $0) } }
      return Station(.source(isStream: positions == nil), node: number, lane: lane, toRead: positions ?? [])
    case .map: return Station(.segment, node: number, lane: lane)
    case .gather: return Station(.gather, node: number, lane: lane)
    case .sink: return Station(.sink(isOrdered: plan.writesToStandardOutput(number)), node: number, lane: lane)
    }
  }
}
