/// What depends on what in a graph.
extension Graph {
  /// The nodes, by their places, that values are computed from, as far as they are not given.
  func nodesNeeded(for targets: [String], from given: Set<String>) -> Set<Int> {
    var wanted = Set(targets).subtracting(given)
    var needed: Set<Int> = []
    for (index, node) in nodes.enumerated().reversed() where node.outputs.contains(where: wanted.contains) {
      needed.insert(index)
      wanted.formUnion(node.inputs.filter { !given.contains($0) })
    }
    return needed
  }

  /// The values that are computed from some, and these themselves. Sizes do not count: the shape of a picture is no
  /// picture.
  func dependents(of sources: Set<String>) -> Set<String> {
    var reached = sources
    for node in nodes where !Self.asksForShapeOnly(node) && node.inputs.contains(where: reached.contains) {
      reached.formUnion(node.outputs)
    }
    return reached
  }

  /// The values that a target is computed from, and itself.
  func ancestors(of target: String) -> Set<String> {
    var wanted: Set<String> = [target]
    for node in nodes.reversed() where node.outputs.contains(where: wanted.contains) {
      wanted.formUnion(Self.asksForShapeOnly(node) ? [] : node.inputs)
    }
    return wanted
  }

  /// Whether a node looks at no number of what it takes.
  static func asksForShapeOnly(_ node: GraphNode) -> Bool {
    node.operation == "Shape" || node.operation == "Size" || Operators.random.contains(node.operation)
  }

  /// The values through which everything goes that leads from an input to an output, in order, without these two.
  func waists(from input: String, to output: String) -> [String] {
    let path = dependents(of: [input]).intersection(ancestors(of: output))
    var lastUse: [String: Int] = [:]
    for (index, node) in nodes.enumerated()
    where !Self.asksForShapeOnly(node) && node.outputs.contains(where: path.contains) {
      for name in node.inputs where path.contains(name) { lastUse[name] = index }
    }
    var open: Set<String> = [input]
    var waists: [String] = []
    for (index, node) in nodes.enumerated() {
      open = open.filter { (lastUse[$0] ?? -1) > index }
      for name in node.outputs where path.contains(name) && name != output && (lastUse[name] ?? -1) > index {
        open.insert(name)
      }
      if open.count == 1, let one = open.first, node.outputs.contains(one) { waists.append(one) }
    }
    return waists
  }

  /// The node that computes a value.
  func producer(of name: String) -> GraphNode? { nodes.first { $0.outputs.contains(name) } }
}
