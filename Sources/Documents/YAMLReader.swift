/// Builds nodes from events and refuses what a file may not contain.
struct YAMLReader {
  private let file: SourceFile
  private let events: YAMLEvents
  private var depth = 0
  private var refused: [Diagnostic] = []

  /// A file made to annoy cannot fill the screen, or the memory.
  private static let maximumRefusals = 100

  init(_ file: SourceFile) {
    self.file = file
    self.events = YAMLEvents(file.text)
  }

  /// The node at the top of the only document.
  mutating func read() throws(Diagnostics) -> Node {
    var top: Node?
    while true {
      let event = try next()
      switch event.kind {
      case .streamStart, .documentEnd: continue
      case .streamEnd:
        if !refused.isEmpty { throw Diagnostics(refused) }
        return top ?? Node(.null, mark: .start)
      case .documentStart where top != nil:
        try stop("a second document begins here; put it into a file of its own", at: event)
      case .documentStart: top = try node(next())
      default: try stop("this cannot stand at the top of a file", at: event)
      }
    }
  }

  private mutating func node(_ event: YAMLEvent) throws(Diagnostics) -> Node {
    try refuseProperties(of: event)
    switch event.kind {
    case .scalar(let text, let style):
      let scalar = Scalar(text, style: style, mark: event.start, length: length(of: event))
      let isNull = style == .plain && ["", "~", "null"].contains(text)
      return Node(isNull ? .null : .scalar(scalar), mark: scalar.mark, length: scalar.length)
    case .sequenceStart:
      return try nested(event) { reader throws(Diagnostics) in .sequence(try reader.elements()) }
    case .mappingStart:
      return try nested(event) { reader throws(Diagnostics) in .mapping(try reader.fields()) }
    case .alias(let name):
      try refuse(
        "aliases are not read; write the value again, or, if \"*\(name)\" is text, put quotes around it", at: event)
    default: try stop("a value is missing here", at: event)
    }
    return Node(.null, mark: event.start, length: event.length)
  }

  private mutating func nested(
    _ event: YAMLEvent, _ body: (inout YAMLReader) throws(Diagnostics) -> Node.Value
  ) throws(Diagnostics) -> Node {
    depth += 1
    defer { depth -= 1 }
    if depth > YAML.maximumDepth {
      try stop("lists and mappings are nested deeper than \(YAML.maximumDepth) levels here", at: event)
    }
    return Node(try body(&self), mark: event.start, length: event.length)
  }

  private mutating func elements() throws(Diagnostics) -> [Node] {
    var elements: [Node] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind { return elements }
      elements.append(try node(event))
    }
  }

  private mutating func fields() throws(Diagnostics) -> [Node.Field] {
    var fields: [Node.Field] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return fields }
      let key = try key(event)
      let value = try node(next())
      guard let key else { continue }
      if let line = lines[key.text] {
        try refuse("the key \"\(key.text)\" stands here a second time; the first is in line \(line)", at: key)
      } else {
        lines[key.text] = key.mark.line
        fields.append(Node.Field(key: key, value: value))
      }
    }
  }

  /// The key of a field; nil if it is refused.
  private mutating func key(_ event: YAMLEvent) throws(Diagnostics) -> Scalar? {
    guard case .scalar(let text, let style) = event.kind else {
      _ = try node(event)
      try refuse("a key must be a text; put quotes around it if it has brackets or braces in it", at: event)
      return nil
    }
    try refuseProperties(of: event)
    return Scalar(text, style: style, mark: event.start, length: length(of: event))
  }

  private mutating func refuseProperties(of event: YAMLEvent) throws(Diagnostics) {
    if let anchor = event.anchor {
      try refuse("anchors are not read; remove \"&\(anchor)\", or, if it is text, put quotes around it", at: event)
    }
    if let tag = event.tag {
      try refuse("tags are not read; remove \"\(tag)\", or, if it is text, put quotes around it", at: event)
    }
  }

  /// A scalar over several lines covers its first line to the end.
  private func length(of event: YAMLEvent) -> Int {
    guard event.start.line != event.end.line else { return event.length }
    let line = file.line(event.start.line).unicodeScalars
    return max(line.count - event.start.column + 1, 1)
  }

  private func next() throws(Diagnostics) -> YAMLEvent {
    do { return try events.next() } catch { throw Diagnostics(refused + [error.diagnostic(in: file)]) }
  }

  private mutating func refuse(_ message: String, at place: some Marked) throws(Diagnostics) {
    refused.append(file.error(message, at: place))
    if refused.count >= Self.maximumRefusals { throw Diagnostics(refused) }
  }

  private func stop(_ message: String, at place: some Marked) throws(Diagnostics) -> Never {
    throw Diagnostics(refused + [file.error(message, at: place)])
  }
}

extension YAMLEvent: Marked { var mark: Mark { start } }
