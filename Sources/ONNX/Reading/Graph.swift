import Files
import ONNXSchema

/// A graph of an ONNX file: inputs, tensors, and nodes in an order in which each finds what it takes.
struct Graph: Sendable {
  let inputs: [GraphInput]
  let outputs: [String]
  let nodes: [GraphNode]
  let tensors: [String: StoredTensor]

  /// The most nodes that are read.
  private static let largestCount = 100_000

  init(_ graph: Onnx_GraphProto, _ path: Path) throws(ONNXError) {
    guard graph.node.count <= Self.largestCount else {
      throw ONNXError(path, .tooMany("nodes", graph.node.count))
    }
    guard graph.sparseInitializer.isEmpty else {
      let name = graph.sparseInitializer[0].values.name
      throw ONNXError(path, .tensor(name, "is sparse, which is not read; export the model with dense tensors"))
    }
    var tensors: [String: StoredTensor] = [:]
    for tensor in graph.initializer { tensors[tensor.name] = try StoredTensor(tensor, path) }
    self.tensors = tensors
    // Old files list their tensors among the inputs.
    inputs = graph.input.filter { tensors[$0.name] == nil }.map(GraphInput.init)
    outputs = graph.output.map(\.name)
    nodes = graph.node.map(GraphNode.init)
    guard !inputs.isEmpty, !outputs.isEmpty, !nodes.isEmpty else { throw ONNXError(path, .empty) }
    try checkOperators(path)
    try checkOrder(path)
  }

  private func checkOperators(_ path: Path) throws(ONNXError) {
    if let node = nodes.first(where: { ["Loop", "Scan", "If"].contains($0.operation) || $0.hasGraphs }) {
      throw ONNXError(path, .controlFlow(node.title))
    }
    var missing: [String: ONNXError.NodeName] = [:]
    for node in nodes where !Operators.isKnown(node) && missing[node.operation] == nil {
      missing[node.operation] = node.title
    }
    guard missing.isEmpty else {
      throw ONNXError(path, .missingOperators(missing.values.sorted { $0.operation < $1.operation }))
    }
  }

  private func checkOrder(_ path: Path) throws(ONNXError) {
    var known = Set(inputs.map(\.name)).union(tensors.keys)
    for node in nodes {
      for name in node.inputs where !name.isEmpty && !known.contains(name) {
        throw ONNXError(path, .order(node.title, value: name))
      }
      for name in node.outputs where !name.isEmpty {
        guard known.insert(name).inserted else { throw ONNXError(path, .twice(value: name)) }
      }
    }
    if let name = outputs.first(where: { !known.contains($0) }) {
      throw ONNXError(path, .interface("nothing computes the output \"\(name)\""))
    }
  }
}

/// An input of a graph: its name and its extents, as far as they are fixed.
struct GraphInput: Sendable {
  let name: String
  /// nil for an extent that is open.
  let extents: [Int?]

  init(_ info: Onnx_ValueInfoProto) {
    name = info.name
    extents = info.type.tensorType.shape.dim.map { dimension in
      guard case .dimValue(let value)? = dimension.value, value > 0 else { return nil }
      return Int(clamping: value)
    }
  }
}
