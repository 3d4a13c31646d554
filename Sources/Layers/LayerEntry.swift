public import Documents

/// A layer as it stands in a list of layers.
public struct LayerEntry: Sendable, Marked {
  /// The layer.
  public let layer: any Layer

  /// Its settings in one canonical form: `{"conv2d": {…}}`, without those that hold anyway.
  let canonical: JSONValue

  /// The name of what it gives, if it has one.
  let id: String?

  /// The names of what it takes; nil for what the layer above gives.
  let input: [String]?

  public let mark: Mark
  public let length: Int

  /// How messages call it: `conv2d "encoder.0"`.
  public var title: String {
    type(of: layer).declaration.name + (layer.name.map { " \"\($0)\"" } ?? "")
  }
}

extension LayerEntry {
  /// Reads a list of layers; one that cannot be read is noted and left out.
  public static func readList(_ node: Node, called title: String, _ reading: inout Reading) -> [LayerEntry] {
    guard let elements = node.sequence else {
      reading.error(
        "\(title) must be a list of layers, each as `- conv2d: {…}` or `- relu`, but is \(node.kind)", at: node)
      return []
    }
    return elements.compactMap { read($0, &reading) }
  }

  /// Reads one layer: its name, or its name and its fields.
  static func read(_ node: Node, _ reading: inout Reading) -> LayerEntry? {
    if let name = node.scalar { return read(name, Node(.null, mark: name.mark, length: name.length), &reading) }
    guard let fields = node.mapping, fields.count == 1, let field = fields.first else {
      let found = node.mapping.map { "a mapping with \($0.count) keys" } ?? node.kind
      reading.error("a layer is a mapping with one key, its name, as `- conv2d: {…}`; this is \(found)", at: node)
      return nil
    }
    return read(field.key, field.value, &reading)
  }

  /// Reads the layer of a name with the fields in `body`.
  public static func read(_ name: Scalar, _ body: Node, _ reading: inout Reading) -> LayerEntry? {
    guard let type = LayerCatalogue.layer(named: name.text) else {
      let hint = NearestName.hint(for: name.text, among: LayerCatalogue.names)
      let known = "; there are: " + LayerCatalogue.names.joined(separator: ", ")
      reading.error("unknown layer \"\(name.text)\"\(hint.isEmpty ? known : hint)", at: name)
      return nil
    }
    let declaration = type.declaration
    let place = body.isNull ? Node(.null, mark: name.mark, length: name.length) : body
    let fields = Fields(
      place, of: "layer \"\(declaration.name)\"", declared: declaration.fields, shorthand: declaration.shorthand,
      &reading)
    return LayerEntry(
      layer: type.init(fields), canonical: .object([.init(declaration.name, fields.canonical)]),
      id: fields.text("id").isEmpty ? nil : fields.text("id"), input: fields.names("input"), mark: name.mark,
      length: name.length)
  }
}

extension [LayerEntry] {
  /// The layers in one canonical form, part of a model's fingerprint.
  public var canonical: JSONValue { .array(map(\.canonical)) }
}
