package import Documents

extension Node {
  /// The value in one line, as a recipe would write it.
  package var inlineText: String {
    switch value {
    case .null: "null"
    case .scalar(let scalar): scalar.text
    case .sequence(let nodes): "[" + nodes.map(\.inlineText).joined(separator: ", ") + "]"
    case .mapping(let fields):
      "{" + fields.map { "\($0.key.text): \($0.value.inlineText)" }.joined(separator: ", ") + "}"
    }
  }
}
