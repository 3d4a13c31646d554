public import Documents

/// A parameter of a recipe with the value it has in this run.
public struct Parameter: Sendable {
  /// What it takes.
  public enum Kind: String, CaseIterable, Sendable { case path, text, number, integer, boolean }

  /// Where its value comes from.
  public enum Origin: String, Sendable {
    case `default` = "default"
    case commandLine = "--set"
  }

  public let name: Scalar
  public let kind: Kind
  public let help: String?
  /// The value; a list where the recipe sweeps over it.
  public let value: Node
  public let origin: Origin
}

/// Reads one declaration and decides its value.
struct ParameterReader {
  static let keys = ["type", "default", "min", "max", "help"]

  let file: SourceFile
  var diagnostics = Diagnostics()

  init(file: SourceFile) { self.file = file }

  mutating func read(_ field: Node.Field, _ settings: [Setting]) -> Parameter? {
    let name = field.key.text
    guard let fields = field.value.mapping else {
      report("\"\(name)\" is declared as {type, default, help}, not by \(field.value.kind)", at: field.value)
      return nil
    }
    for key in fields.map(\.key) where !Self.keys.contains(key.text) {
      report(
        "unknown key \"\(key.text)\" of parameter \"\(name)\"\(NearestName.hint(for: key.text, among: Self.keys))",
        at: key)
    }
    guard let kind = kind(field) else { return nil }
    let setting = settings.last { $0.name == name }
    guard let value = setting.map({ given($0, kind) }) ?? field.value["default"], !value.isNull else {
      report("parameter \"\(name)\" has no default, so it must be given: --set \(name)=…", at: field.key)
      return nil
    }
    let origin: Parameter.Origin = setting == nil ? .default : .commandLine
    guard check(value, kind, field, setting) else { return nil }
    return Parameter(name: field.key, kind: kind, help: field.value["help"]?.scalar?.text, value: value, origin: origin)
  }

  private mutating func kind(_ field: Node.Field) -> Parameter.Kind? {
    let names = Parameter.Kind.allCases.map(\.rawValue)
    guard let type = field.value["type"] else {
      report(
        "parameter \"\(field.key.text)\" has no type; it is one of \(names.joined(separator: ", "))", at: field.key)
      return nil
    }
    guard let kind = type.scalar.flatMap({ Parameter.Kind(rawValue: $0.text) }) else {
      let nearest = NearestName.hint(for: type.scalar?.text ?? "", among: names)
      report("a parameter's type is one of \(names.joined(separator: ", ")), not \(type.kind)\(nearest)", at: type)
      return nil
    }
    return kind
  }

  /// The command line's text, read as the recipe would read it. Where it is no YAML it is a text.
  private func given(_ setting: Setting, _ kind: Parameter.Kind) -> Node {
    let text = Node(.scalar(Scalar(setting.value, style: .quoted, mark: .start)), mark: .start)
    guard kind != .path, kind != .text else { return text }
    return (try? YAML.read(SourceFile(name: "--set", text: setting.value))) ?? text
  }

  /// Every number of a value, its sweep's included, fits the type and the range.
  private mutating func check(_ value: Node, _ kind: Parameter.Kind, _ field: Node.Field, _ setting: Setting?) -> Bool {
    let scalars = value.sequence ?? (value.mapping != nil ? [] : [value])
    for node in scalars {
      guard let problem = problem(node, kind, field) else { continue }
      if let setting {
        diagnostics.append(
          Diagnostic(
            "--set \(setting.name)=\(setting.value): \(problem)", file: file, mark: field.key.mark,
            length: field.key.length))
      } else {
        report(problem, at: node)
      }
      return false
    }
    return true
  }

  private func problem(_ node: Node, _ kind: Parameter.Kind, _ field: Node.Field) -> String? {
    let name = field.key.text
    let scalar = node.scalar
    switch kind {
    case .path, .text: return scalar == nil ? "parameter \"\(name)\" takes a \(kind.rawValue), not \(node.kind)" : nil
    case .boolean: return scalar?.bool == nil ? "parameter \"\(name)\" takes true or false, not \(node.kind)" : nil
    case .integer where scalar?.int == nil: return "parameter \"\(name)\" takes a whole number, not \(node.kind)"
    case .number where scalar?.double == nil: return "parameter \"\(name)\" takes a number, not \(node.kind)"
    case .integer, .number:
      guard let number = scalar?.double else { return nil }
      if let least = field.value["min"]?.scalar?.double, number < least {
        return
          "parameter \"\(name)\" must be at least \(field.value["min"]?.scalar?.text ?? ""), not \(scalar?.text ?? "")"
      }
      if let most = field.value["max"]?.scalar?.double, number > most {
        return
          "parameter \"\(name)\" must be at most \(field.value["max"]?.scalar?.text ?? ""), not \(scalar?.text ?? "")"
      }
      return nil
    }
  }

  private mutating func report(_ message: String, at place: some Marked) {
    diagnostics.append(file.error(message, at: place))
  }
}
