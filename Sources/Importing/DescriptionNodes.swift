package import Documents

/// Short ways to write a `model.yaml` as nodes.
extension Node {
  /// A text.
  package static func text(_ text: String) -> Node { Node(.scalar(Scalar(text, mark: .start)), mark: .start) }

  /// A whole number.
  package static func int(_ value: Int) -> Node { text("\(value)") }

  /// A number, without a fraction where it has none.
  package static func number(_ value: Double) -> Node {
    text(value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
  }

  /// A list.
  package static func list(_ nodes: [Node]) -> Node { Node(.sequence(nodes), mark: .start) }

  /// A mapping, in the order of the literal.
  package static func map(_ fields: KeyValuePairs<String, Node>) -> Node {
    self.fields(fields.map { ($0.key, $0.value) })
  }

  /// A mapping.
  package static func fields(_ fields: [(String, Node)]) -> Node {
    Node(.mapping(fields.map { Node.Field($0.0, $0.1) }), mark: .start)
  }
}

extension Node.Field {
  /// A key and its value.
  package init(_ key: String, _ value: Node) { self.init(key: Scalar(key, mark: .start), value: value) }
}
