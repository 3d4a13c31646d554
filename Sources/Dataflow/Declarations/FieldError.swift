public import Documents

/// What is wrong with one field of a stage, or with the stage as a whole where no field is named.
public struct FieldError: Error, Hashable, Sendable {
  /// The field's key; nil for the stage as a whole.
  public let field: String?
  /// The place inside the field, if it is not the field's whole value.
  public let mark: Mark?
  /// How much is underlined there.
  public let length: Int
  /// One sentence without the place.
  public let message: String
  /// Whether nothing is wrong with it, but it is not allowed.
  public var isRefusal = false

  /// - Parameters:
  ///   - field: the field's key; nil for the stage as a whole.
  ///   - message: one sentence without the place and without a full stop.
  ///   - node: the place, if it is not the field's whole value.
  public init(_ field: String?, _ message: String, at node: Node? = nil) {
    self.field = field
    self.message = message
    mark = node?.mark
    length = node?.length ?? 1
  }
}

extension FieldError: CustomStringConvertible {
  /// The sentence without its place.
  public var description: String { message }
}

extension FieldDeclaration {
  /// As `"strength" takes a number, not the text "abc"`.
  func unfit(_ node: Node) -> FieldError {
    FieldError(name, "\"\(name)\" takes \(type), not \(phrase(node))\(advice(on: node))", at: node)
  }

  /// What stands there; a short list where another one is wanted is written out.
  private func phrase(_ node: Node) -> String {
    switch type {
    case .integers, .interval:
      guard let nodes = node.sequence, nodes.count <= 8 else { return node.kind }
      let texts = nodes.compactMap(\.scalar?.text)
      return texts.count == nodes.count ? "[\(texts.joined(separator: ", "))]" : node.kind
    default: return node.sequence?.isEmpty ?? false ? "an empty list" : node.kind
    }
  }

  private func advice(on node: Node) -> String {
    switch type {
    case .choice(let names): return NearestName.hint(for: node.scalar?.text ?? "", among: names)
    case .number, .integer, .boolean, .numbersByName:
      if let advice = node.scalar?.advice { return "; \(advice)" }
    case .command where node.scalar != nil:
      return "; there is no shell that would split a line: write [program, \"argument\", \"another\"]"
    default: break
    }
    let looksSwept = node.sequence != nil || node["steps"] != nil
    return type.isScalar && looksSwept && !sweeps ? "; it cannot sweep" : ""
  }

  /// A finite number within the declared range.
  func number(_ node: Node) throws -> Double {
    guard let value = node.scalar?.double else { throw unfit(node) }
    return try inRange(value, node)
  }

  func inRange(_ value: Double, _ node: Node) throws -> Double {
    guard let range, !range.contains(value) else { return value }
    throw FieldError(name, "\"\(name)\" must be \(Self.phrase(range)), not \(node.scalar?.text ?? "")", at: node)
  }

  /// One text or a list of them.
  func texts(_ node: Node) throws -> [Scalar] {
    let nodes = node.sequence ?? [node]
    guard !nodes.isEmpty else { throw unfit(node) }
    return try nodes.map {
      guard let scalar = $0.scalar, !scalar.text.isEmpty else { throw unfit($0) }
      return scalar
    }
  }

  /// A program and its arguments, which may be empty texts.
  func command(_ node: Node) throws -> [Scalar] {
    guard let nodes = node.sequence, nodes.first?.scalar?.text.isEmpty == false else { throw unfit(node) }
    return try nodes.map {
      guard let scalar = $0.scalar else { throw unfit($0) }
      return scalar
    }
  }

  /// As "at least 0" or "from 1 to 100".
  public static func phrase(_ range: ClosedRange<Double>) -> String {
    func text(_ value: Double) -> String { Coordinate.Value.number(value).description }
    if range.upperBound >= Double(Int32.max) { return "at least \(text(range.lowerBound))" }
    if range.lowerBound <= -Double(Int32.max) { return "at most \(text(range.upperBound))" }
    return "from \(text(range.lowerBound)) to \(text(range.upperBound))"
  }
}

/// Thrown by a stage that cannot be bound for a reason that was told already: the recipe's model could not be loaded.
/// Nothing more is said of the stage.
public struct KnownProblem: Error {
  public init() {}
}
