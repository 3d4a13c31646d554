import Documents

/// Short ways to write layers as nodes of a `model.yaml`.
extension Node {
  static func text(_ text: String) -> Node { Node(.scalar(Scalar(text, mark: .start)), mark: .start) }

  /// A name, which may look like a number or have any characters.
  static func name(_ text: String) -> Node {
    let isNumber = Double(text) != nil
    return Node(.scalar(Scalar(text, style: isNumber ? .quoted : .plain, mark: .start)), mark: .start)
  }

  static func int(_ value: Int) -> Node { text("\(value)") }
  static func flag(_ value: Bool) -> Node { text("\(value)") }
  static func list(_ nodes: [Node]) -> Node { Node(.sequence(nodes), mark: .start) }
  static func ints(_ values: [Int]) -> Node { list(values.map { .int($0) }) }

  /// A number, as few digits as tell it from its neighbours.
  static func number(_ value: Float) -> Node {
    text(value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)")
  }

  static func map(_ fields: [(String, Node)]) -> Node {
    Node(.mapping(fields.map { Field(key: Scalar($0.0, mark: .start), value: $0.1) }), mark: .start)
  }
}
