import Documents

/// Puts the values of parameters in the place of `${name}`.
struct Substitution {
  let file: SourceFile
  let parameters: [Parameter]
  /// Parameters that are declared in a wrong way, which has been said already.
  let broken: Set<String>
  private(set) var diagnostics = Diagnostics()
  /// The places whose text came from the command line and is therefore relative to the working folder.
  private(set) var fromCommandLine: Set<Mark> = []
  /// The places whose value is not known because of an error that has been said already.
  private(set) var unknown: Set<Mark> = []
  /// The parameters that something has asked for.
  private(set) var used: Set<String> = []

  init(file: SourceFile, parameters: [Parameter], broken: Set<String> = []) {
    self.file = file
    self.broken = broken
    self.parameters = parameters
  }

  /// The node with all its parameters put in; what is unknown is reported and left.
  mutating func apply(to node: Node) -> Node {
    switch node.value {
    case .null: return node
    case .scalar(let scalar): return self.scalar(scalar, node)
    case .sequence(let nodes): return Node(.sequence(nodes.map { apply(to: $0) }), mark: node.mark, length: node.length)
    case .mapping(let fields):
      let fields = fields.map { Node.Field(key: $0.key, value: apply(to: $0.value)) }
      return Node(.mapping(fields), mark: node.mark, length: node.length)
    }
  }

  private mutating func scalar(_ scalar: Scalar, _ node: Node) -> Node {
    let parts = Self.parts(of: scalar.text)
    if parts.contains(.unclosed) {
      diagnostics.append(
        file.error("this \"${\" is never closed; write ${name}, or $${ if the text is meant", at: scalar))
      return node
    }
    if parts.count == 1, case .parameter(let name) = parts[0] {
      return value(of: name, scalar).map { moved($0, to: node) } ?? node
    }
    var text = ""
    var style = scalar.style
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let piece): text += piece
      case .unclosed: break
      case .parameter(let name):
        style = .quoted
        guard let value = value(of: name, scalar, marksPath: index == 0) else { return node }
        guard let inner = value.scalar else {
          diagnostics.append(
            file.error("\"${\(name)}\" is \(value.kind) and cannot stand inside a text; use it alone", at: scalar))
          return node
        }
        text += inner.text
      }
    }
    let replaced = Scalar(text, style: style, mark: scalar.mark, length: scalar.length)
    return Node(.scalar(replaced), mark: node.mark, length: node.length)
  }

  private mutating func value(of name: String, _ scalar: Scalar, marksPath: Bool = true) -> Node? {
    guard let parameter = parameters.first(where: { $0.name.text == name }) else {
      guard !broken.contains(name) else {
        unknown.insert(scalar.mark)
        return nil
      }
      let names = parameters.map(\.name.text)
      let known = names.isEmpty ? "; the recipe declares no parameters" : ""
      let nearest = NearestName.hint(for: name, among: names)
      diagnostics.append(
        file.error("unknown parameter \"${\(name)}\"\(nearest.isEmpty ? known : nearest)", at: scalar))
      return nil
    }
    used.insert(name)
    if marksPath, parameter.origin == .commandLine { fromCommandLine.insert(scalar.mark) }
    return parameter.value
  }

  /// The value as if it stood at the place where it is used, so that messages point there.
  private func moved(_ value: Node, to place: Node) -> Node {
    switch value.value {
    case .null: return Node(.null, mark: place.mark, length: place.length)
    case .scalar(let scalar):
      let scalar = Scalar(scalar.text, style: scalar.style, mark: place.mark, length: place.length)
      return Node(.scalar(scalar), mark: place.mark, length: place.length)
    case .sequence(let nodes):
      return Node(.sequence(nodes.map { moved($0, to: place) }), mark: place.mark, length: place.length)
    case .mapping(let fields):
      let fields = fields.map { Node.Field(key: $0.key, value: moved($0.value, to: place)) }
      return Node(.mapping(fields), mark: place.mark, length: place.length)
    }
  }

  /// Splits at `${name}`; `$${` stands for `${`.
  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      plain += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        plain += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else { return [.unclosed] }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(.parameter(String(rest.dropFirst(2)[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append("$")
        rest = rest.dropFirst()
      }
    }
    plain += rest
    if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
    return parts
  }

  private enum Part: Equatable {
    case text(String)
    case parameter(String)
    case unclosed
  }
}

extension Substitution {
  /// The first `${` in a value that asks for a parameter, which the default of a parameter may not.
  static func reference(in node: Node) -> Scalar? {
    switch node.value {
    case .null: return nil
    case .scalar(let scalar):
      return parts(of: scalar.text).contains { if case .text = $0 { false } else { true } } ? scalar : nil
    case .sequence(let nodes): return nodes.lazy.compactMap { reference(in: $0) }.first
    case .mapping(let fields): return fields.lazy.compactMap { reference(in: $0.value) }.first
    }
  }
}
