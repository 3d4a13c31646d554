import Dataflow
import Recipes

/// Makes a graph of flows: numbers their nodes so that every one stands after its inputs, names them as a recipe would,
/// finds out who must carry what, and binds them to the environment.
struct GraphBuilder {
  private var nodes: [(node: FlowNode, id: String, inputs: [Int])] = []
  private var numbers: [ObjectIdentifier: Int] = [:]

  init(_ ends: [FlowEnd]) { for end in ends { _ = add(end.node) } }

  /// - Throws: `NeedError` where a stage needs what its items have not, and what stages throw when they prepare.
  func graph(in environment: Environment) throws -> Graph {
    let search = NeedSearch(nodes.map { NeedSearch.Node($0.id, [$0.node.stage], inputs: $0.inputs) })
    if let problem = search.problems.first { throw problem.error }
    var graph = Graph()
    var coordinates: [[String]] = []
    for (entry, demands) in zip(nodes, search.demands) {
      var environment = environment
      let upstream = entry.inputs.flatMap { coordinates[$0] }
      environment[Checker.UpstreamCoordinates.self] = upstream
      environment[Demands.self] = demands
      let variants = try entry.node.stage.prepared(in: environment)
      let own = variants.first?.coordinates.map(\.name) ?? []
      coordinates.append((variants.first?.stage.coordinates(from: upstream) ?? upstream) + own)
      try graph.add(entry.id, variants, inputs: entry.inputs, demands: demands)
    }
    return graph
  }

  private mutating func add(_ node: FlowNode) -> Int {
    if let number = numbers[ObjectIdentifier(node)] { return number }
    let inputs = node.inputs.map { add($0) }
    nodes.append((node, id(node.name), inputs))
    numbers[ObjectIdentifier(node)] = nodes.count - 1
    return nodes.count - 1
  }

  private func id(_ name: String) -> String {
    let taken = Set(nodes.map(\.id))
    guard taken.contains(name) else { return name }
    return (2...).lazy.map { "\(name)#\($0)" }.first { !taken.contains($0) } ?? name
  }
}
