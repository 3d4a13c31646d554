import Documents
import Layers

/// The end of a network, as `model.yaml` gives it: layers on a part of what the network gives.
///
/// A mapping of layers in their order, `{linear: {name: mu_layer, out: 128}, clamp: [-12, 4]}`; `activation: sigmoid`
/// is as good as `sigmoid:`, and `channels: 0-2` takes a part of the first axis before them.
struct Head: Sendable {
  /// Which part of the first axis it takes; nil for all.
  let channels: Range<Int>?

  /// The id of the layer whose value it takes; nil for what the network's last layer gives.
  let input: String?

  /// What is applied to it, one after the other.
  let layers: [LayerEntry]

  /// Where it stands.
  let place: Node

  private static let fields: [FieldDeclaration] = [
    .optional("input", .text, "the id of the layer whose value it takes, where that is not the last"),
    .optional("channels", .channels, "which channels it takes, counted from 0"),
    .optional("activation", .choice(["sigmoid", "tanh", "relu", "silu"]), "a function applied to every number"),
  ]

  /// A head as it stands in a mapping; what is wrong is noted.
  init(_ node: Node, of owner: String, _ reading: inout Reading) {
    let entries = node.mapping ?? []
    if node.mapping == nil, !node.isNull {
      reading.error("\(owner) must be a mapping, as {linear: {…}, clamp: [-12, 4]}, but is \(node.kind)", at: node)
    }
    let own = entries.filter { entry in Self.fields.contains { $0.name == entry.key.text } }
    let fields = Fields(
      Node(.mapping(own), mark: node.mark, length: node.length), of: owner, declared: Self.fields, &reading)
    place = node
    channels = fields.channels("channels")
    input = fields.text("input").isEmpty ? nil : fields.text("input")
    layers = entries.compactMap { Self.layer($0, of: owner, &reading) }
  }

  /// The head that takes everything as it is.
  init(at place: Node) {
    channels = nil
    input = nil
    layers = []
    self.place = place
  }

  private static func layer(_ entry: Node.Field, of owner: String, _ reading: inout Reading) -> LayerEntry? {
    switch entry.key.text {
    case "channels", "input": return nil
    case "activation":
      guard let name = entry.value.scalar, LayerCatalogue.layer(named: name.text) != nil else { return nil }
      return LayerEntry.read(name, Node(.null, mark: name.mark, length: name.length), &reading)
    case let name where LayerCatalogue.layer(named: name) == nil:
      let hint = NearestName.hint(for: name, among: LayerCatalogue.names + fields.map(\.name))
      let known = "; it has channels, activation and layers such as linear, conv2d, clamp"
      reading.error("unknown field \"\(name)\" of \(owner)\(hint.isEmpty ? known : hint)", at: entry.key)
      return nil
    default: return LayerEntry.read(entry.key, entry.value, &reading)
    }
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue {
    let part = channels.map { JSONValue.array([.int($0.lowerBound), .int($0.upperBound)]) }
    let taken = input.map { [JSONValue.Member("input", .string($0))] } ?? []
    return .object([.init("channels", part ?? .null)] + taken + [.init("layers", layers.canonical)])
  }
}
