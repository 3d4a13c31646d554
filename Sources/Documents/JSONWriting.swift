extension JSONValue: CustomStringConvertible {
  /// The document in one line, without blanks: what NDJSON needs.
  public var compact: String {
    var writer = JSONWriter(indents: false)
    writer.write(self)
    return writer.text
  }

  /// The document for people: a line a member, indented by two blanks, with a line end at the end.
  public var pretty: String {
    var writer = JSONWriter(indents: true)
    writer.write(self)
    return writer.text + "\n"
  }

  /// As `compact`.
  public var description: String { compact }
}

/// Writes a document; the same one always gives the same text.
private struct JSONWriter {
  let indents: Bool
  var text = ""
  private var depth = 0

  init(indents: Bool) { self.indents = indents }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): write(quoted: value)
    case .array(let elements): list("[", "]", elements) { writer, element in writer.write(element) }
    case .object(let members):
      list("{", "}", members) { writer, member in
        writer.write(quoted: member.name)
        writer.text += writer.indents ? ": " : ":"
        writer.write(member.value)
      }
    }
  }

  private mutating func list<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    text += open
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine()
      write(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { breakLine() }
    text += close
  }

  private mutating func breakLine() {
    if indents { text += "\n" + String(repeating: "  ", count: depth) }
  }

  private mutating func write(quoted value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{08}": text += "\\b"
      case "\u{0C}": text += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
