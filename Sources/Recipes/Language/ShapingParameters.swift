public import Dataflow
public import Documents

extension Recipe {
  /// The values of the parameters that shape what is made. Those that only say where outputs go, or where a source
  /// finds its items, are left out: the same item makes the same output wherever it lies. So are paths that the recipe
  /// itself gives.
  public func shapingParameters(_ catalogue: Catalogue) -> [Setting] {
    let uses = ParameterUses(file, catalogue)
    return parameters.filter { parameter in
      uses.shapes(parameter.name.text) && !(parameter.kind == .path && parameter.origin == .default)
    }.map { Setting(name: $0.name.text, value: $0.value.inlineText) }
  }

  /// What must be given to a recipe so that its parameters have these values again: nothing where a default is the
  /// value, and some value for those that are not told and have no default.
  public static func settings(for told: [Setting], in file: SourceFile) -> [Setting] {
    guard let declared = try? YAML.read(file)["parameters"]?.mapping else { return told }
    return declared.compactMap { field in
      let fallback = field.value["default"].flatMap { $0.isNull ? nil : $0.inlineText }
      guard let value = told.first(where: { $0.name == field.key.text }) else {
        return fallback == nil ? Setting(name: field.key.text, value: ".") : nil
      }
      return value.value == fallback ? nil : value
    }
  }
}

/// Where the parameters of a recipe are used.
private struct ParameterUses {
  private var shaping: Set<String> = []

  init(_ file: SourceFile, _ catalogue: Catalogue) {
    guard let top = try? YAML.read(file) else { return }
    for field in top.mapping ?? [] where field.key.text != "parameters" && field.key.text != "stages" {
      add(field.value)
    }
    for step in top["stages"]?.sequence ?? [] {
      for stage in step.mapping ?? [] { add(stage, catalogue[stage.key.text]) }
    }
  }

  /// Whether it is used where it can change what is made.
  func shapes(_ name: String) -> Bool { shaping.contains(name) }

  private mutating func add(_ stage: Node.Field, _ declaration: StageDeclaration?) {
    for field in stage.value.mapping ?? [] {
      let type = declaration?.fields.first { $0.name == field.key.text }?.type
      let isPlace = type == .output || (type == .paths && declaration?.isSource == true)
      if !isPlace { add(field.value) }
    }
  }

  private mutating func add(_ node: Node) {
    switch node.value {
    case .null: break
    case .scalar(let scalar):
      for part in scalar.text.split(separator: "${").dropFirst(scalar.text.hasPrefix("${") ? 0 : 1) {
        if let end = part.firstIndex(of: "}") { shaping.insert(String(part[..<end])) }
      }
    case .sequence(let nodes): for node in nodes { add(node) }
    case .mapping(let fields): for field in fields { add(field.value) }
    }
  }
}
