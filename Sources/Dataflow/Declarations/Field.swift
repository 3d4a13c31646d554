public import Documents

/// A field of a stage with the Swift type its value has. The stage declares it once and reads it by this declaration.
public struct Field<Value: Sendable>: Sendable {
  /// The facts about it.
  public let declaration: FieldDeclaration
  /// The value when it is left out; nil if it is required, or optional without a default.
  let fallback: Value?
  let parse: @Sendable (Node, StageArguments) throws -> Value

  /// - Parameters:
  ///   - fallback: the value when the field is left out.
  ///   - parse: reads what stands in the recipe; throws ``FieldError``.
  public init(
    _ declaration: FieldDeclaration, fallback: Value?, parse: @escaping @Sendable (Node, StageArguments) throws -> Value
  ) {
    self.declaration = declaration
    self.fallback = fallback
    self.parse = parse
  }
}

extension Field where Value == Double {
  /// A number in a range.
  public static func number(
    _ name: String, unit: String? = nil, in range: ClosedRange<Double>? = nil, default fallback: Double? = nil,
    required: Bool = false, sweeps: Bool = false, help: String
  ) -> Field {
    let declaration = FieldDeclaration(
      name, .number, unit: unit, range: range, fallback: fallback.map { Coordinate.Value.number($0).description },
      isRequired: required, sweeps: sweeps, help: help)
    return Field(declaration, fallback: fallback) { node, _ in try declaration.number(node) }
  }
}

extension Field where Value == Int {
  /// A whole number in a range.
  public static func integer(
    _ name: String, unit: String? = nil, in range: ClosedRange<Int>? = nil, default fallback: Int? = nil,
    required: Bool = false, sweeps: Bool = false, help: String
  ) -> Field {
    let declaration = FieldDeclaration(
      name, .integer, unit: unit, range: range.map { Double($0.lowerBound)...Double($0.upperBound) },
      fallback: fallback.map(String.init), isRequired: required, sweeps: sweeps, help: help)
    return Field(declaration, fallback: fallback) { node, _ in
      guard let value = node.scalar?.int else { throw declaration.unfit(node) }
      _ = try declaration.inRange(Double(value), node)
      return value
    }
  }
}

extension Field where Value == Bool {
  /// `true` or `false`.
  public static func boolean(_ name: String, default fallback: Bool, help: String) -> Field {
    let declaration = FieldDeclaration(name, .boolean, fallback: String(fallback), help: help)
    return Field(declaration, fallback: fallback) { node, _ in
      guard let value = node.scalar?.bool else { throw declaration.unfit(node) }
      return value
    }
  }
}

extension Field where Value == String {
  /// Any text.
  public static func text(
    _ name: String, default fallback: String? = nil, required: Bool = false, sweeps: Bool = false, help: String
  ) -> Field {
    scalarText(FieldDeclaration(name, .text, fallback: fallback, isRequired: required, sweeps: sweeps, help: help))
  }

  /// A file name for output, with placeholders.
  public static func output(_ name: String, required: Bool = false, help: String) -> Field {
    scalarText(FieldDeclaration(name, .output, isRequired: required, help: help))
  }

  private static func scalarText(_ declaration: FieldDeclaration) -> Field {
    Field(declaration, fallback: declaration.fallback) { node, _ in
      guard let text = node.scalar?.text, !text.isEmpty else { throw declaration.unfit(node) }
      return text
    }
  }

  /// A file or folder to read, made relative to the working folder.
  public static func path(_ name: String, required: Bool = false, sweeps: Bool = false, help: String) -> Field {
    let declaration = FieldDeclaration(name, .path, isRequired: required, sweeps: sweeps, help: help)
    return Field(declaration, fallback: nil) { node, arguments in
      guard let scalar = node.scalar, !scalar.text.isEmpty else { throw declaration.unfit(node) }
      return arguments.resolve(path: scalar)
    }
  }
}

extension Field where Value == [String] {
  /// One path or several, made relative to the working folder.
  public static func paths(_ name: String, required: Bool = false, help: String) -> Field {
    let declaration = FieldDeclaration(name, .paths, isRequired: required, help: help)
    return Field(declaration, fallback: nil) { node, arguments in
      try declaration.texts(node).map { arguments.resolve(path: $0) }
    }
  }

  /// One name or several.
  public static func names(_ name: String, required: Bool = false, help: String) -> Field {
    let declaration = FieldDeclaration(name, .names, isRequired: required, help: help)
    return Field(declaration, fallback: nil) { node, _ in try declaration.texts(node).map(\.text) }
  }

  /// A program and its arguments. A program with a `/` in its name is made relative to the working folder.
  public static func command(_ name: String, help: String) -> Field {
    let declaration = FieldDeclaration(name, .command, isRequired: true, help: help)
    return Field(declaration, fallback: nil) { node, arguments in
      let scalars = try declaration.command(node)
      let program = scalars[0].text.contains("/") ? arguments.resolve(path: scalars[0]) : scalars[0].text
      return [program] + scalars.dropFirst().map(\.text)
    }
  }

  /// A selector of latent dimensions, each part as it is written.
  public static func dimensions(_ name: String, required: Bool = false, help: String) -> Field {
    let declaration = FieldDeclaration(name, .dimensions, isRequired: required, help: help)
    return Field(declaration, fallback: nil) { node, _ in try declaration.texts(node).map(\.text) }
  }
}

extension Field where Value == [Int] {
  /// A list of so many whole numbers.
  public static func integers(_ name: String, count: Int, unit: String? = nil, help: String) -> Field {
    let declaration = FieldDeclaration(name, .integers(count: count), unit: unit, help: help)
    return Field(declaration, fallback: nil) { node, _ in
      guard let nodes = node.sequence, nodes.count == count else { throw declaration.unfit(node) }
      return try nodes.map {
        guard let value = $0.scalar?.int else { throw declaration.unfit($0) }
        return value
      }
    }
  }
}

extension Field where Value == ClosedRange<Double> {
  /// Two numbers, the lower first.
  public static func interval(_ name: String, default fallback: Value?, unit: String? = nil, help: String) -> Field {
    let text = fallback.map { "[\(Coordinate.Value.number($0.lowerBound)), \(Coordinate.Value.number($0.upperBound))]" }
    let declaration = FieldDeclaration(name, .interval, unit: unit, fallback: text, help: help)
    return Field(declaration, fallback: fallback) { node, _ in
      let values = (node.sequence ?? []).compactMap { $0.scalar?.double }
      guard values.count == 2, node.sequence?.count == 2, values[0] <= values[1] else { throw declaration.unfit(node) }
      return values[0]...values[1]
    }
  }
}

extension Field where Value == [NamedNumber] {
  /// A mapping of names to numbers, each of which may sweep.
  public static func numbersByName(_ name: String, unit: String? = nil, help: String) -> Field {
    let declaration = FieldDeclaration(name, .numbersByName, unit: unit, sweeps: true, help: help)
    return Field(declaration, fallback: nil) { node, _ in
      guard let fields = node.mapping, !fields.isEmpty else { throw declaration.unfit(node) }
      return try fields.map { NamedNumber(name: $0.key.text, number: try declaration.number($0.value)) }
    }
  }
}

extension Field where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the cases, by its raw value.
  public static func choice(
    _ name: String, default fallback: Value? = nil, required: Bool = false, sweeps: Bool = false, help: String
  ) -> Field {
    let declaration = FieldDeclaration(
      name, .choice(Value.allCases.map(\.rawValue)), fallback: fallback?.rawValue, isRequired: required,
      sweeps: sweeps, help: help)
    return Field(declaration, fallback: fallback) { node, _ in
      guard let value = node.scalar.flatMap({ Value(rawValue: $0.text) }) else { throw declaration.unfit(node) }
      return value
    }
  }
}
