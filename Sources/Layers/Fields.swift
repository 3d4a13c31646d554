public import Documents

/// The fields of a mapping, checked against what is declared.
///
/// A field that was missing or wrong has been noted in the reading; asking for it gives a harmless value, so that the
/// reader goes on to the next error. Nothing is built from a reading with errors.
public struct Fields: Sendable {
  private var values: [String: FieldValue] = [:]
  private var places: [String: Node] = [:]
  private let declared: [FieldDeclaration]

  /// Reads a mapping.
  /// - Parameters:
  ///   - node: the mapping; null for one without fields; anything else is the value of the field `shorthand`.
  ///   - owner: whose fields they are, for messages: `layer "conv2d"`.
  ///   - declared: the fields it may have.
  ///   - shorthand: the field that is meant where something else than a mapping stands.
  public init(
    _ node: Node, of owner: String, declared: [FieldDeclaration], shorthand: String? = nil, _ reading: inout Reading
  ) {
    self.declared = declared
    switch node.value {
    case .mapping(let fields): for field in fields { read(field, of: owner, &reading) }
    case .null: break
    default:
      guard let field = declared.first(where: { $0.name == shorthand }) else {
        reading.error("\(owner) must be a mapping of its fields, but is \(node.kind)", at: node)
        return
      }
      read(node, as: field, of: owner, &reading)
    }
    for field in declared where field.isRequired && places[field.name] == nil {
      reading.error("\(owner) needs the field \"\(field.name)\": \(field.help)", at: node)
    }
  }

  private mutating func read(_ field: Node.Field, of owner: String, _ reading: inout Reading) {
    guard let declaration = declared.first(where: { $0.name == field.key.text }) else {
      let names = declared.map(\.name)
      let known = names.isEmpty ? "; it has none" : "; it has: " + names.joined(separator: ", ")
      let hint = NearestName.hint(for: field.key.text, among: names)
      return reading.error(
        "unknown field \"\(field.key.text)\" of \(owner)\(hint.isEmpty ? known : hint)", at: field.key)
    }
    read(field.value, as: declaration, of: owner, &reading)
  }

  private mutating func read(
    _ node: Node, as declaration: FieldDeclaration, of owner: String, _ reading: inout Reading
  ) {
    places[declaration.name] = node
    let title = "\"\(declaration.name)\" of \(owner)"
    values[declaration.name] = FieldValue.read(node, as: declaration.kind, called: title, &reading)
  }

  /// Where the value of a field stands; nil if it is not given.
  public func place(_ name: String) -> Node? { places[name] }

  /// The value of a field, or what holds instead.
  subscript(name: String) -> FieldValue? {
    guard let declaration = declared.first(where: { $0.name == name }) else {
      preconditionFailure("\"\(name)\" is not declared")
    }
    return values[name] ?? declaration.fallback
  }

  /// The given fields that are not what would hold anyway, by name: what a fingerprint covers.
  ///
  /// So a field that a later version adds, with a default, leaves the fingerprints of older models as they are.
  public var canonical: JSONValue {
    let told = declared.filter { field in
      values[field.name].map { $0.canonical != field.fallback?.canonical } ?? false
    }
    return .object(told.map(\.name).sorted().map { .init($0, values[$0]?.canonical ?? .null) })
  }
}

extension Fields {
  /// A text, or one of several words; empty if there is none.
  public func text(_ name: String) -> String { if case .text(let text)? = self[name] { text } else { "" } }

  /// A whole number; 1 if there is none.
  public func integer(_ name: String) -> Int { if case .integer(let value)? = self[name] { value } else { 1 } }

  /// A number, if there is one.
  public func number(_ name: String) -> Double? { if case .number(let value)? = self[name] { value } else { nil } }

  /// A truth; false if there is none.
  public func flag(_ name: String) -> Bool { if case .flag(let value)? = self[name] { value } else { false } }

  /// A shape; empty if there is none.
  public func shape(_ name: String) -> [Int] { if case .shape(let value)? = self[name] { value } else { [] } }

  /// Whole numbers; one where one is given for all, none if there are none.
  public func integers(_ name: String) -> [Int] {
    switch self[name] {
    case .integers(let numbers)?: numbers
    case .shape(let numbers)?: numbers
    case .integer(let number)?: [number]
    default: []
    }
  }

  /// Names, if there are.
  public func names(_ name: String) -> [String]? { if case .names(let names)? = self[name] { names } else { nil } }

  /// Two numbers, if there are.
  public func interval(_ name: String) -> ClosedRange<Float>? {
    if case .interval(let lower, let upper)? = self[name] { Float(lower)...Float(upper) } else { nil }
  }

  /// Channels, if there are.
  public func channels(_ name: String) -> Range<Int>? {
    if case .channels(let range)? = self[name] { range } else { nil }
  }

  /// Numbers; none if there are none.
  public func numbers(_ name: String) -> [Double] { if case .numbers(let value)? = self[name] { value } else { [] } }

  /// Layers; none if there are none.
  public func layers(_ name: String) -> [LayerEntry] {
    if case .layers(let entries)? = self[name] { entries } else { [] }
  }

  /// What a section holds, if it is given.
  public func section(_ name: String) -> Node? { if case .section(let node)? = self[name] { node } else { nil } }
}
