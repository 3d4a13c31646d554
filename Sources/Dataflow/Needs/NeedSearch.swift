/// Finds for each need of each stage who provides it: the nearest stage behind that does, with nothing but maps between.
public struct NeedSearch: Sendable {
  /// A stage as the search sees it.
  public struct Node: Sendable {
    /// What messages call it.
    let id: String
    /// Its instances; none where the stage is wrong, so that nothing is known about it.
    let stages: [AnyStage]
    /// The nodes it takes its input from, which stand before it.
    let inputs: [Int]

    /// A stage by its id, with its instances and the numbers of the nodes it follows.
    public init(_ id: String, _ stages: [AnyStage], inputs: [Int]) {
      self.id = id
      self.stages = stages
      self.inputs = inputs
    }
  }

  /// What is demanded of each node, by its number.
  public private(set) var demands: [Set<Need>]
  /// The needs that nobody provides, each with the number of the node that has it.
  public private(set) var problems: [(node: Int, error: NeedError)] = []
  private let nodes: [Node]

  /// Searches a graph in which every node stands after its inputs.
  public init(_ nodes: [Node]) {
    self.nodes = nodes
    demands = Array(repeating: [], count: nodes.count)
    for number in nodes.indices {
      for need in nodes[number].needs {
        for input in nodes[number].inputs { walk(back: input, for: need, of: number) }
      }
    }
  }

  private mutating func walk(back number: Int, for need: Need, of asking: Int) {
    let node = nodes[number]
    guard let stage = node.stages.first else { return }
    if node.stages.allSatisfy({ $0.provides.contains(need) }) {
      demands[number].insert(need)
    } else if let reason = reason(stage, forgets: node.stages.contains { $0.forgets.contains(need) }) {
      let error = NeedError(stage: nodes[asking].id, need: need, culprit: node.id, reason: reason)
      if !problems.contains(where: { $0.error == error }) { problems.append((asking, error)) }
    } else {
      for input in node.inputs { walk(back: input, for: need, of: asking) }
    }
  }

  private func reason(_ stage: AnyStage, forgets: Bool) -> NeedError.Reason? {
    switch stage {
    case .source: .source
    case .gather: .gather
    case .map, .sink: forgets ? .forgotten : nil
    }
  }
}

extension NeedSearch.Node {
  /// In the order of their names, so that messages come in the same order each time.
  fileprivate var needs: [Need] {
    stages.reduce(into: Set<Need>()) { $0.formUnion($1.needs) }.sorted { $0.name < $1.name }
  }
}
