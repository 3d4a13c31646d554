import Documents

/// What a parameter's value may be, from its declaration.
struct ParameterRange {
  let kind: Parameter.Kind
  private(set) var least: Scalar?
  private(set) var most: Scalar?
  /// What is wrong with the declaration.
  private(set) var problems: [(String, Node)] = []

  init(_ declaration: Node, _ kind: Parameter.Kind) {
    self.kind = kind
    least = bound("min", declaration)
    most = bound("max", declaration)
    if let low = least?.double, let high = most?.double, low > high, let node = declaration["max"] {
      problems.append(("\"max\" is less than \"min\"", node))
      (least, most) = (nil, nil)
    }
  }

  private mutating func bound(_ key: String, _ declaration: Node) -> Scalar? {
    guard let node = declaration[key], !node.isNull else { return nil }
    guard kind == .number || kind == .integer else {
      problems.append(("\"\(key)\" is for numbers; a \(kind.rawValue) has none", node))
      return nil
    }
    guard node.scalar?.double != nil else {
      problems.append(("\"\(key)\" takes a number, not \(node.kind)", node))
      return nil
    }
    return node.scalar
  }

  /// What is wrong with a value: a scalar, or a sweep over some.
  func problems(of value: Node, name: String) -> [(String, Node)] {
    if let values = value.sequence {
      guard !values.isEmpty else { return [("parameter \"\(name)\" takes \(phrase), not an empty list", value)] }
      return values.compactMap { node in problem(node, name).map { ($0, node) } }
    }
    if kind == .number || kind == .integer, let from = value["from"], let to = value["to"] {
      return [from, to].compactMap { node in problem(node, name).map { ($0, node) } }
    }
    return problem(value, name).map { [($0, value)] } ?? []
  }

  private func problem(_ node: Node, _ name: String) -> String? {
    guard let scalar = node.scalar, isOfKind(scalar) else {
      let advice = node.scalar?.advice.map { kind == .path || kind == .text ? "" : "; \($0)" } ?? ""
      return "parameter \"\(name)\" takes \(phrase), not \(node.kind)\(advice)"
    }
    guard kind == .number || kind == .integer, let number = scalar.double else { return nil }
    if let least, let limit = least.double, number < limit {
      return "parameter \"\(name)\" must be at least \(least.text), not \(scalar.text)"
    }
    if let most, let limit = most.double, number > limit {
      return "parameter \"\(name)\" must be at most \(most.text), not \(scalar.text)"
    }
    return nil
  }

  private func isOfKind(_ scalar: Scalar) -> Bool {
    switch kind {
    case .path, .text: true
    case .boolean: scalar.bool != nil
    case .integer: scalar.int != nil
    case .number: scalar.double != nil
    }
  }

  private var phrase: String {
    switch kind {
    case .path: "a path"
    case .text: "a text"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    }
  }
}
