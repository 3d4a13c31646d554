import Documents

/// The values of one sweep, and the expansion of a stage's arguments along its sweeps.
public enum Sweep {
  /// One combination of values: what it adds to an item's coordinates, and the arguments without any sweep.
  public struct Point: Sendable {
    /// One for each sweep, in the order of the fields.
    public let coordinates: [Coordinate]
    /// The fields with a single value each.
    public let arguments: StageArguments
  }

  /// The most values one stage may sweep over, all its sweeps multiplied.
  public static let maximumPoints = 10_000

  /// All combinations, the last sweep fastest; one point without coordinates if nothing sweeps.
  /// - Parameter name: what a field's coordinate is called.
  /// - Throws: ``FieldError`` for a malformed sweep or too many points.
  public static func points(
    of arguments: StageArguments, _ declaration: StageDeclaration, name: (String) -> String
  ) throws -> [Point] {
    var points = [Point(coordinates: [], arguments: arguments)]
    for axis in try axes(of: arguments, declaration) {
      guard points.count * axis.values.count <= maximumPoints else {
        throw FieldError(axis.field, "the sweeps of this stage make more than \(maximumPoints) items of one")
      }
      points = points.flatMap { point in
        axis.values.map { value in
          Point(
            coordinates: point.coordinates + [Coordinate(name(axis.name), value.coordinate)],
            arguments: point.arguments.replacing(axis.put(value, into: point.arguments.fields)))
        }
      }
    }
    return points
  }

  /// The names of the sweeps of a stage, in order.
  public static func names(of arguments: StageArguments, _ declaration: StageDeclaration) -> [String] {
    ((try? axes(of: arguments, declaration)) ?? []).map(\.name)
  }

  private static func axes(of arguments: StageArguments, _ declaration: StageDeclaration) throws -> [Axis] {
    try arguments.fields.flatMap { field -> [Axis] in
      guard let facts = declaration.fields.first(where: { $0.name == field.key.text }) ?? declaration.openField,
        facts.sweeps
      else { return [] }
      if facts.type == .numbersByName {
        return try (field.value.mapping ?? []).compactMap { entry in
          try values(entry.value, facts).map { Axis(field: field.key.text, entry: entry.key.text, values: $0) }
        }
      }
      return try values(field.value, facts).map { [Axis(field: field.key.text, entry: nil, values: $0)] } ?? []
    }
  }

  /// The values if the node is a sweep, nil if it is a single value.
  static func values(_ node: Node, _ field: FieldDeclaration) throws -> [Value]? {
    switch node.value {
    case .null, .scalar: return nil
    case .sequence(let nodes):
      guard !nodes.isEmpty else { throw FieldError(field.name, "an empty list sweeps over nothing", at: node) }
      return try nodes.map { node in
        guard let scalar = node.scalar else { throw field.unfit(node) }
        return Value(node: node, coordinate: scalar.double.map { .number($0) } ?? .text(scalar.text))
      }
    case .mapping: return try steps(node, field)
    }
  }

  private static func steps(_ node: Node, _ field: FieldDeclaration) throws -> [Value] {
    for entry in node.mapping ?? [] where !stepKeys.contains(entry.key.text) {
      let hint = NearestName.hint(for: entry.key.text, among: stepKeys)
      throw FieldError(
        field.name, "a sweep has from, to and steps, not \"\(entry.key.text)\"\(hint)",
        at: Node(.scalar(entry.key), mark: entry.key.mark, length: entry.key.length))
    }
    guard [.number, .numberOrName, .integer, .numbersByName].contains(field.type) else {
      throw FieldError(
        field.name, "\"\(field.name)\" has no numbers to go through; list its values: [a, b]",
        at: node)
    }
    guard let from = node["from"]?.scalar?.double, let to = node["to"]?.scalar?.double else {
      throw FieldError(field.name, "a sweep needs numbers for from and to: {from: -2, to: 2, steps: 9}", at: node)
    }
    guard let count = node["steps"]?.scalar?.int, (2...maximumPoints).contains(count) else {
      throw FieldError(field.name, "a sweep's steps must be from 2 to \(maximumPoints)", at: node["steps"] ?? node)
    }
    let scale = decimalScale(of: max(abs(from), abs(to)))
    return (0..<count).map { step in
      let fraction = Double(step) / Double(count - 1)
      let number = step == count - 1 ? to : from * (1 - fraction) + to * fraction
      let rounded = step == 0 ? from : (number * scale).rounded() / scale
      let value = Coordinate.Value.number(rounded.isFinite ? rounded : number)
      let scalar = Scalar(value.description, style: .plain, mark: node.mark, length: node.length)
      return Value(node: Node(.scalar(scalar), mark: node.mark, length: node.length), coordinate: value)
    }
  }

  /// The power of ten that leaves twelve digits of the largest number, so that a tenth is shown as 0.1.
  private static func decimalScale(of largest: Double) -> Double {
    var scale = 1e12
    while largest * scale > 1e13, scale > 1e-300 { scale /= 10 }
    while largest * scale < 1e11, largest > 0, scale < 1e300 { scale *= 10 }
    return scale
  }

  private static let stepKeys = ["from", "to", "steps"]

  /// One value of a sweep: what stands in the field, and what the coordinate says.
  struct Value {
    let node: Node
    let coordinate: Coordinate.Value
  }

  /// One swept place: a field, or one entry of a field that is a mapping.
  private struct Axis {
    let field: String
    let entry: String?
    let values: [Value]
    var name: String { entry ?? field }

    func put(_ value: Value, into fields: [Node.Field]) -> [Node.Field] {
      fields.map { old in
        guard old.key.text == field else { return old }
        guard let entry else { return Node.Field(key: old.key, value: value.node) }
        let entries = (old.value.mapping ?? []).map {
          $0.key.text == entry ? Node.Field(key: $0.key, value: value.node) : $0
        }
        return Node.Field(key: old.key, value: Node(.mapping(entries), mark: old.value.mark, length: old.value.length))
      }
    }
  }
}
