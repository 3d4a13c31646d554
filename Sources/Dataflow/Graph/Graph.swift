/// A directed acyclic graph of prepared stages, in an order in which every node stands after its inputs.
public struct Graph: Sendable {
  /// One stage with all its instances.
  public struct Node: Sendable {
    /// Unique in the graph; keys the stage's noise and names it in messages.
    public let id: String
    /// The instances, in the order of their sweeps; all of one kind.
    public let variants: [Variant<AnyStage>]
    /// The nodes whose output it takes, by the order of its inputs.
    public let inputs: [Int]
    /// The sources it descends from; itself if it is one.
    let sources: Set<Int>
    /// What coordinates that a gather adds are called here, where another stage adds some of the same name.
    let renaming: [String: String]
    /// What its items carry for later stages.
    public let demands: Set<Need>

    /// Its first instance.
    var stage: AnyStage { variants[0].stage }
  }

  /// Every node after its inputs.
  public private(set) var nodes: [Node] = []

  /// A graph without nodes.
  public init() {}

  /// Adds a stage behind others.
  ///
  /// - Parameters:
  ///   - id: unique in the graph; keys the stage's noise.
  ///   - variants: its instances, prepared, each with its coordinates.
  ///   - inputs: the numbers of the nodes whose output it takes, by the order of its inputs.
  ///   - renaming: other names for coordinates that a gather adds itself, where two stages add some of one name.
  ///   - demands: what it was told to let its items carry when it was prepared.
  /// - Returns: the node's number, for the inputs of later ones.
  /// - Throws: where an input gives what the stage does not take, or inputs are missing.
  @discardableResult
  public mutating func add(
    _ id: String, _ variants: [Variant<AnyStage>], inputs: [Int], renaming: [String: String] = [:],
    demands: Set<Need> = []
  ) throws(GraphError) -> Int {
    guard let stage = variants.first?.stage else { throw GraphError.noInstance(stage: id) }
    for input in inputs {
      guard let given = nodes[input].stage.produces, stage.consumes.contains(given) else {
        throw GraphError.mismatch(
          stage: id, needs: stage.consumes, from: nodes[input].id, gives: nodes[input].stage.produces)
      }
    }
    guard stage.isSource || !inputs.isEmpty, !stage.takesOneInput || inputs.count == 1 else {
      throw GraphError.inputs(stage: id, found: inputs.count)
    }
    let sources: Set<Int> = stage.isSource ? [nodes.count] : inputs.reduce(into: []) { $0.formUnion(nodes[$1].sources) }
    nodes.append(
      Node(id: id, variants: variants, inputs: inputs, sources: sources, renaming: renaming, demands: demands))
    return nodes.count - 1
  }

  /// The nodes that take the output of one, each with the input it arrives at.
  func consumers(of node: Int) -> [(node: Int, port: Int)] {
    nodes.indices.flatMap { consumer in
      nodes[consumer].inputs.enumerated().filter { $0.element == node }.map { (consumer, $0.offset) }
    }
  }

  /// The sources an output descends from.
  func sources(of node: Int) -> Set<Int> { nodes[node].sources }
}

extension AnyStage {
  /// Only a gather brings several inputs together.
  fileprivate var takesOneInput: Bool {
    switch self {
    case .map, .sink: true
    case .source, .gather: false
    }
  }
}

/// What makes a graph impossible.
public enum GraphError: Error, Hashable, Sendable {
  /// There is no value to make an instance of.
  case noInstance(stage: String)
  /// So many inputs, which is not what the stage takes.
  case inputs(stage: String, found: Int)
  /// An input gives something else than the stage takes.
  case mismatch(stage: String, needs: [StreamType], from: String, gives: StreamType?)
}

extension GraphError: CustomStringConvertible {
  /// One sentence that names both stages.
  public var description: String {
    switch self {
    case .noInstance(let stage): "the stage \"\(stage)\" stands for no instance; give it at least one value"
    case .inputs(let stage, let found):
      found == 0
        ? "the stage \"\(stage)\" has no input; put a source before it"
        : "the stage \"\(stage)\" takes one input, not \(found)"
    case .mismatch(let stage, let needs, let from, let gives):
      Self.mismatchMessage(stage: stage, needs: needs, from: from, gives: gives)
    }
  }

  /// "decode" needs latents, but "encode" gives a posterior.
  public static func mismatchMessage(stage: String, needs: [StreamType], from: String, gives: StreamType?) -> String {
    let wanted = FieldType.alternatives(needs.map(\.name))
    guard let gives else { return "\"\(stage)\" needs \(wanted), but \"\(from)\" is an end and gives nothing" }
    return needs.isEmpty
      ? "\"\(stage)\" is a source and takes no input"
      : "\"\(stage)\" needs \(wanted), but \"\(from)\" gives \(gives.phrase)"
  }
}
