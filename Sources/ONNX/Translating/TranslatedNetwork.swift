package import Documents
import Layers
package import Tensors

/// A part of a graph as the layers of a `model.yaml`.
package struct TranslatedNetwork: Sendable {
  /// One thing that it gives.
  package struct Output: Sendable {
    /// The id of the layer that gives it; nil for the last layer.
    package let id: String?
    /// Its shape, for one item.
    package let shape: Shape
    /// What the graph calls it.
    package let name: String
  }

  /// The layers, as they stand in a list.
  package let layers: [Node]
  package let outputs: [Output]
  /// The tensors by their names in the checkpoint.
  package let tensors: [String: Tensor]
  /// What tensors were called in the graph that are called something else now.
  package let originals: [String: String]
  /// The kind of the last layer.
  package let lastKind: String
  /// Whether layers behind the first take the network's input too.
  package let takesInputAgain: Bool

  init(_ translation: Translation, outputs: [String]) throws {
    let given = try outputs.map { name -> (String, Computed) in
      guard case .computed(let value)? = translation.values[name] else {
        throw translation.error(.interface("the output \"\(name)\" does not depend on the picture"))
      }
      return (name, value)
    }
    let kept = translation.layersNeeded(for: given.map(\.1.id))
    guard let last = kept.last else { throw translation.error(.interface("the output is the input itself")) }
    let writer = LayerWriter(kept, named: given.map(\.1.id).filter { $0 != last.id })
    layers = kept.indices.map(writer.node)
    lastKind = last.kind
    takesInputAgain = kept.dropFirst().contains { $0.inputs.contains("input") } || (kept[0].inputs.count > 1)
    self.outputs = given.map { Output(id: $1.id == last.id ? nil : writer.id($1.id), shape: $1.item, name: $0) }
    let all = kept.flatMap(\.tensors)
    tensors = Dictionary(all.map { ($0.name, $0.tensor) }) { first, _ in first }
    originals = Dictionary(
      all.compactMap { tensor in
        tensor.original.flatMap { $0 == tensor.name ? nil : (tensor.name, $0) }
      }
    ) { first, _ in first }
  }
}

extension Translation {
  /// The layers that some values come from, in order.
  fileprivate func layersNeeded(for ids: [String]) -> [TranslatedLayer] {
    var wanted = Set(ids)
    var kept: [TranslatedLayer] = []
    for layer in layers.reversed() where wanted.contains(layer.id) {
      kept.append(layer)
      wanted.formUnion(layer.inputs)
    }
    return kept.reversed()
  }
}

/// Writes layers as nodes; ids only where one is needed.
private struct LayerWriter {
  let layers: [TranslatedLayer]
  /// The layer before each, whose value it takes unless it says otherwise.
  private let before: [String]
  private let ids: [String: String]

  init(_ layers: [TranslatedLayer], named: [String]) {
    self.layers = layers
    let before = ["input"] + layers.dropLast().map(\.id)
    self.before = before
    var wanted = Set(named)
    for (layer, before) in zip(layers, before) where layer.inputs != [before] { wanted.formUnion(layer.inputs) }
    let own = layers.map(\.id).filter(wanted.contains)
    ids = Dictionary(uniqueKeysWithValues: zip(own, own.indices.map { "v\($0 + 1)" }) + [("input", "input")])
  }

  func id(_ id: String) -> String? { ids[id] }

  func node(_ index: Int) -> Node {
    let layer = layers[index]
    var fields = layer.fields
    if let id = ids[layer.id] { fields.append(("id", .text(id))) }
    if layer.inputs != [before[index]], !layer.inputs.isEmpty {
      let names = layer.inputs.map { Node.text(ids[$0] ?? $0) }
      fields.append(("input", names.count == 1 ? names[0] : .list(names)))
    }
    if fields.isEmpty { return .text(layer.kind) }
    let shorthand = LayerCatalogue.layer(named: layer.kind)?.declaration.shorthand
    if fields.count == 1, fields[0].0 == shorthand { return .map([(layer.kind, fields[0].1)]) }
    return .map([(layer.kind, .map(fields))])
  }
}
