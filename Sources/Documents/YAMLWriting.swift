extension Node {
  /// The node as the text of a YAML file, ends with a newline; reading it gives the same values.
  ///
  /// What fits into a line stands in one, a list of mappings has an entry a line.
  public var yaml: String { YAMLWriter().block(self, indent: 0, startsLine: true) }
}

/// Puts nodes into words.
private struct YAMLWriter {
  static let width = 110

  /// A node that may take several lines, beginning where the cursor stands.
  /// - Parameter startsLine: whether it stands at the beginning of a line; else behind `key:`.
  func block(_ node: Node, indent: Int, startsLine: Bool) -> String {
    let line = flow(node)
    let isLong = indent + line.count > Self.width || (indent == 0 && startsLine) || hasEntries(node)
    switch node.value {
    case .mapping(let fields) where isLong && !fields.isEmpty:
      let lines = fields.map { field in
        blanks(indent) + text(field.key) + ":" + block(field.value, indent: indent + 2, startsLine: false)
      }
      return (startsLine ? "" : "\n") + lines.joined()
    case .sequence(let nodes) where isLong && !nodes.isEmpty:
      let lines = nodes.map { blanks(indent) + "- " + entry($0, indent: indent + 2) }
      return (startsLine ? "" : "\n") + lines.joined()
    default: return (startsLine ? blanks(indent) : " ") + line + "\n"
    }
  }

  /// An entry of a list, behind its hyphen: a mapping begins on the same line.
  private func entry(_ node: Node, indent: Int) -> String {
    let line = flow(node)
    if case .mapping(let fields) = node.value, fields.count == 1, !fields[0].value.isNull {
      let value = flow(fields[0].value)
      let short = text(fields[0].key) + ": " + value
      if indent + short.count <= Self.width, !hasEntries(fields[0].value) { return short + "\n" }
    }
    if indent + line.count <= Self.width, !hasEntries(node) { return line + "\n" }
    return String(block(node, indent: indent, startsLine: true).drop { $0 == " " })
  }

  /// A list with mappings in it, which reads better line by line; also as the value of a mapping.
  private func hasEntries(_ node: Node) -> Bool {
    switch node.value {
    case .null, .scalar: false
    case .sequence(let nodes): nodes.contains { $0.mapping != nil }
    case .mapping(let fields): fields.contains { hasEntries($0.value) }
    }
  }

  /// The node on one line.
  private func flow(_ node: Node) -> String {
    switch node.value {
    case .null: "null"
    case .scalar(let scalar): text(scalar)
    case .sequence(let nodes): "[" + nodes.map(flow).joined(separator: ", ") + "]"
    case .mapping(let fields):
      "{" + fields.map { text($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
    }
  }

  /// Without quotes where that is safe wherever it stands.
  private func text(_ scalar: Scalar) -> String {
    let isPlain =
      scalar.style == .plain && scalar.text.first != " " && scalar.text.last != " " && !scalar.text.hasPrefix("- ")
      && scalar.text != "-" && !scalar.text.isEmpty
      && scalar.text.allSatisfy { $0.isLetter || $0.isNumber || " _./+-".contains($0) }
    return isPlain ? scalar.text : JSONValue.string(scalar.text).compact
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
