import Checkpoints
import Documents
import Files
import Kernels
import Layers
import Tensors

/// A value of the graph while it is translated.
enum GraphValue: Sendable {
  /// Numbers that are known, and the name of the tensor of the file that they are; nil where they were computed.
  case constant(Constant, name: String?)
  case computed(Computed)

  /// The extents as ONNX has them, for a batch of one.
  var shape: [Int] {
    switch self {
    case .constant(let constant, _): constant.shape
    case .computed(let value): value.shape
    }
  }
}

/// What a layer gives.
///
/// A graph computes batches; it is translated for a batch of one, and a leading extent of 1 is left out of the layers'
/// shapes, which are those of an item.
struct Computed: Hashable, Sendable {
  let id: String
  let shape: [Int]

  /// The shape that the layer has.
  var item: Shape { Shape(shape.first == 1 ? Array(shape.dropFirst()) : shape) }

  /// What an axis of the graph is in the item; nil for the leading axis that is left out.
  func itemAxis(_ axis: Int) -> Int? {
    let axis = axis < 0 ? axis + shape.count : axis
    return shape.first == 1 ? (axis == 0 ? nil : axis - 1) : axis
  }
}

/// A layer that was translated, with what it takes.
struct TranslatedLayer: Sendable {
  let id: String
  let kind: String
  let fields: [(String, Node)]
  let inputs: [String]
  /// Its tensors by their names in the checkpoint.
  let tensors: [TranslatedTensor]
}

/// A tensor of a layer.
struct TranslatedTensor: Sendable {
  /// Its name in the checkpoint.
  let name: String
  /// The last part of it, as the layer calls it.
  let role: String
  let tensor: Tensor
  /// What it is called in the ONNX file; nil for one that was computed.
  let original: String?
}

/// A graph being translated into layers, node by node.
struct Translation {
  let file: ONNXFile
  private(set) var layers: [TranslatedLayer] = []
  private(set) var values: [String: GraphValue] = [:]
  /// What layers give, by their ids.
  private var known: [String: Computed] = [:]
  private var network: NetworkBuilder
  private var names: [String: String] = [:]
  private var counts: [String: Int] = [:]
  /// The node that is being translated.
  private(set) var node: GraphNode

  /// - Parameters:
  ///   - input: the value that the network starts from, and its shape for a batch of one.
  ///   - picture: the shape of a picture, for a graph that takes pictures as rows.
  init(_ file: ONNXFile, from input: String, shape: [Int], picture: [Int]? = nil) throws {
    self.file = file
    node = file.graph.nodes[0]
    let start = Computed(id: "input", shape: picture ?? shape)
    network = NetworkBuilder(input: start.item, SourceFile(name: file.path.string, text: ""))
    values[input] = .computed(start)
    known[start.id] = start
    if picture != nil { values[input] = .computed(try layer("flatten", to: [start], shape: shape)) }
  }

  /// Translates what a value depends on, as far as it comes from the input.
  /// - Throws: `ONNXError` that names the node which does not fit.
  mutating func translate(_ targets: [String]) throws {
    let needed = file.graph.nodesNeeded(for: targets, from: Set(values.keys))
    for (index, node) in file.graph.nodes.enumerated() where needed.contains(index) {
      self.node = node
      if Operators.random.contains(node.operation) { throw error(.random(node.title)) }
      let inputs = try node.inputs.map { $0.isEmpty ? nil : try value($0) }
      let results = try results(node, inputs)
      for (name, value) in zip(node.outputs, results) where !name.isEmpty { values[name] = value }
    }
  }

  private mutating func results(_ node: GraphNode, _ inputs: [GraphValue?]) throws -> [GraphValue] {
    let constants = inputs.map { value -> Constant? in
      if case .constant(let constant, _)? = value { constant } else { nil }
    }
    let isKnown = zip(inputs, constants).allSatisfy { $0 == nil || $1 != nil }
    if isKnown, let folded = Folding.result(of: node, constants, opset: file.opset) {
      return folded.map { .constant($0, name: nil) }
    }
    guard let handler = Operators.all[node.operation] else { throw error(.missingOperators([node.title])) }
    return try handler(&self, inputs)
  }

  /// The value of a name.
  private func value(_ name: String) throws -> GraphValue {
    if let known = values[name] { return known }
    guard let tensor = file.graph.tensors[name] else {
      throw error(.interface("\"\(name)\" depends on an input that this part of the model does not have"))
    }
    return .constant(try tensor.constant(), name: name)
  }

  /// An error of the file.
  func error(_ reason: ONNXError.Reason) -> ONNXError { ONNXError(file.path, reason) }

  /// An error of the node that is being translated: how it ends, as "has a form that is not translated".
  func form(_ words: String) -> ONNXError { error(.form(node.title, words)) }
}

extension Translation {
  /// Adds a layer.
  /// - Parameters:
  ///   - tensors: what it needs, by the last part of their names.
  ///   - shape: the extents of the result as ONNX has them; those of the first input's batch and the layer's unless said.
  mutating func layer(
    _ kind: String, _ fields: [(String, Node)] = [], to inputs: [Computed], name: String? = nil,
    tensors: [(role: String, value: GraphValue)] = [], shape: [Int]? = nil
  ) throws -> Computed {
    let own = try tensors.map { try tensor($0.role, $0.value, of: name ?? "", kind) }
    let id = "v\(layers.count + 1)"
    let all = (name.map { [("name", Node.name($0))] } ?? []) + fields
    let layer = TranslatedLayer(id: id, kind: kind, fields: all, inputs: inputs.map(\.id), tensors: own)
    let item = try append(layer, inputs)
    layers.append(layer)
    let batch = inputs.first.map { $0.shape.first == 1 } ?? false
    let result = Computed(id: id, shape: shape ?? (batch ? [1] : []) + item.dimensions)
    known[id] = result
    guard result.item != item else { return result }
    guard result.item.count == item.count else { throw form("gives \(item) where \(result.shape) is expected") }
    return try self.layer(
      "reshape", [("shape", .ints(result.item.dimensions))], to: [Computed(id: id, shape: result.shape)],
      shape: result.shape)
  }

  /// Builds the layer, which checks that it fits, and finds its shape.
  private mutating func append(_ layer: TranslatedLayer, _ inputs: [Computed]) throws -> Shape {
    var reading = Reading(SourceFile(name: file.path.string, text: ""))
    let fields = layer.fields + [("id", Node.text(layer.id)), ("input", Node.list(layer.inputs.map { .text($0) }))]
    guard
      let entry = LayerEntry.read(
        Scalar(layer.kind, mark: .start), .map(fields), &reading),
      !reading.diagnostics.hasErrors
    else { throw form("is not translated: " + (reading.diagnostics.all.first?.message ?? "")) }
    let source = GivenParameters(tensors: Dictionary(layer.tensors.map { ($0.name, $0.tensor) }) { first, _ in first })
    guard let value = network.append(entry, to: network.program.input, in: ParameterScope(source)),
      !network.reading.diagnostics.hasErrors
    else { throw form("does not fit: " + (network.reading.diagnostics.all.last?.message ?? "")) }
    return network.program.shape(of: value)
  }

  /// A tensor of a layer under the name that the layer asks for.
  private mutating func tensor(
    _ role: String, _ value: GraphValue, of layer: String, _ kind: String
  ) throws -> TranslatedTensor {
    guard case .constant(let constant, let original) = value else {
      throw form("has a \(role) that is computed, which is not translated")
    }
    let name = role.isEmpty ? layer : layer.isEmpty ? role : "\(layer).\(role)"
    return TranslatedTensor(name: name, role: role, tensor: constant.tensor, original: original)
  }

  /// The name of a layer with tensors: what their names have in common before their last part, or a new one.
  mutating func layerName(_ kind: String, _ tensors: [(role: String, value: GraphValue)]) -> String {
    for (role, value) in tensors {
      guard case .constant(_, let name?) = value, name.hasSuffix("." + role) else { continue }
      let base = String(name.dropLast(role.count + 1))
      // The same layer may stand in the graph twice; other numbers under its name must not.
      let key = tensors.map { tensor -> String in
        if case .constant(let constant, let name) = tensor.value { name ?? "\(constant.shape)" } else { "" }
      }.joined(separator: " ")
      if names[base] == nil || names[base] == key {
        names[base] = key
        return base
      }
    }
    let plain = String(kind.map { $0 == " " ? "_" : $0 })
    repeat { counts[plain, default: 0] += 1 } while names["\(plain)_\(counts[plain] ?? 0)"] != nil
    let name = "\(plain)_\(counts[plain] ?? 0)"
    names[name] = ""
    return name
  }

  /// A value as what a layer gives: numbers that are known become a parameter.
  mutating func computed(_ value: GraphValue) throws -> Computed {
    switch value {
    case .computed(let computed): return computed
    case .constant(let constant, let original):
      guard constant.count > 0 else { throw form("takes an array without numbers") }
      let item = Computed(id: "", shape: constant.shape).item
      let name = original.flatMap { names[$0] == nil ? $0 : nil } ?? layerName("constant", [])
      let stored = item.rank == 0 ? Shape([1]) : item
      let parameter = try layer(
        "parameter", [("shape", .ints(stored.dimensions))], to: [], name: name,
        tensors: [("", .constant(constant.reshaped(stored.dimensions), name: original))],
        shape: item.rank == 0 ? [1, 1] : constant.shape)
      return item.rank == 0 ? Computed(id: parameter.id, shape: [1, 1]) : parameter
    }
  }

  /// What a layer that was translated is, by the id of what it gives.
  func producer(of value: Computed) -> TranslatedLayer? {
    guard let number = Int(value.id.dropFirst()), layers.indices.contains(number - 1) else { return nil }
    return layers[number - 1]
  }
}

/// The tensors of one layer.
private struct GivenParameters: ParameterSource {
  let tensors: [String: Tensor]

  func parameter(_ name: String, shape: Shape, initial: Initialisation) throws -> Tensor {
    guard let tensor = tensors[name] else { throw GivenParametersError(words: "the tensor \"\(name)\" is missing") }
    guard tensor.shape == shape else {
      throw GivenParametersError(words: "the tensor \"\(name)\" is \(tensor.shape), not \(shape)")
    }
    guard tensor.isFinite else {
      throw GivenParametersError(words: "the tensor \"\(name)\" has a number that is not finite")
    }
    return tensor
  }

  func has(_ name: String) -> Bool { tensors[name] != nil }
}

private struct GivenParametersError: Error, CustomStringConvertible {
  let words: String
  var description: String { words }
}

extension Translation {
  /// The layer of an id; nil for the input.
  func layer(called id: String) -> TranslatedLayer? { producer(of: Computed(id: id, shape: [])) }

  /// What a layer gives, by its id.
  func computedValue(called id: String) -> Computed? { known[id] }
}
