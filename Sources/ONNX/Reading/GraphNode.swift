import Files
import Foundation
import ONNXSchema

/// A node of a graph: an operator, what it takes and gives, and its settings.
struct GraphNode: Sendable {
  let operation: String
  let domain: String
  let inputs: [String]
  let outputs: [String]
  let hasGraphs: Bool
  private let ownName: String
  private let attributes: [String: Onnx_AttributeProto]

  init(_ node: Onnx_NodeProto) {
    operation = node.opType
    domain = node.domain == "ai.onnx" ? "" : node.domain
    inputs = node.input
    outputs = node.output
    ownName = node.name
    attributes = Dictionary(node.attribute.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    hasGraphs = node.attribute.contains { $0.hasG || !$0.graphs.isEmpty }
  }

  /// What messages call it.
  var title: ONNXError.NodeName {
    .init(
      operation: domain.isEmpty ? operation : "\(domain).\(operation)",
      name: ownName.isEmpty ? outputs.first ?? "" : ownName)
  }

  func has(_ name: String) -> Bool { attributes[name] != nil }

  /// A whole number.
  func int(_ name: String, _ fallback: Int) -> Int { attributes[name].map { Int(clamping: $0.i) } ?? fallback }

  func flag(_ name: String, _ fallback: Bool = false) -> Bool { int(name, fallback ? 1 : 0) != 0 }

  /// Whole numbers; nil where they are not given.
  func ints(_ name: String) -> [Int]? { attributes[name].map { $0.ints.map { Int(clamping: $0) } } }

  func float(_ name: String, _ fallback: Float) -> Float { attributes[name].map(\.f) ?? fallback }

  func floats(_ name: String) -> [Float]? { attributes[name].map(\.floats) }

  func text(_ name: String, _ fallback: String) -> String {
    attributes[name].flatMap { String(data: $0.s, encoding: .utf8) } ?? fallback
  }

  /// A tensor.
  func tensor(_ name: String, _ path: Path) throws(ONNXError) -> StoredTensor? {
    guard let attribute = attributes[name], attribute.hasT else { return nil }
    return try StoredTensor(attribute.t, path)
  }
}
