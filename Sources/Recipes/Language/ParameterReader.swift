import Documents

/// Reads one declaration and decides its value.
struct ParameterReader {
  static let keys = ["type", "default", "min", "max", "help"]

  let file: SourceFile
  let field: Node.Field
  var diagnostics = Diagnostics()
  private var name: String { field.key.text }

  init(file: SourceFile, field: Node.Field) {
    self.file = file
    self.field = field
  }

  /// The parameter with its value; nil where an error is reported.
  mutating func read(_ settings: [Setting]) -> Parameter? {
    guard let fields = field.value.mapping else {
      report("\"\(name)\" is declared as {type, default, help}, not by \(field.value.kind)", at: field.value)
      return nil
    }
    for key in fields.map(\.key) where !Self.keys.contains(key.text) {
      let hint = NearestName.hint(for: key.text, among: Self.keys)
      report("unknown key \"\(key.text)\" of parameter \"\(name)\"\(hint)", at: key)
    }
    if let help = field.value["help"], help.scalar == nil, !help.isNull {
      report("\"help\" takes a text, not \(help.kind)", at: help)
    }
    guard let kind = kind() else { return nil }
    let range = ParameterRange(field.value, kind)
    for (message, place) in range.problems { report(message, at: place) }
    let setting = settings.last { $0.name == name }
    checkDefault(range)
    guard let value = setting.map({ Self.given($0, kind) }) ?? field.value["default"], !value.isNull else {
      report("parameter \"\(name)\" has no default, so it must be given: --set \(name)=…", at: field.key)
      return nil
    }
    if let setting { check(value, from: setting, range) }
    guard !diagnostics.hasErrors else { return nil }
    return Parameter(
      name: field.key, kind: kind, help: field.value["help"]?.scalar?.text, value: value,
      origin: setting == nil ? .default : .commandLine)
  }

  private mutating func kind() -> Parameter.Kind? {
    let names = Parameter.Kind.allCases.map(\.rawValue)
    guard let type = field.value["type"], !type.isNull else {
      report("parameter \"\(name)\" has no type; it is one of \(names.joined(separator: ", "))", at: field.key)
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
  private static func given(_ setting: Setting, _ kind: Parameter.Kind) -> Node {
    let text = Node(.scalar(Scalar(setting.value, style: .quoted, mark: .start)), mark: .start)
    guard kind != .path, kind != .text else { return text }
    return (try? YAML.read(SourceFile(name: "--set", text: setting.value))) ?? text
  }

  /// A default is checked even where the command line gives another value: the recipe would be wrong without it.
  private mutating func checkDefault(_ range: ParameterRange) {
    guard let value = field.value["default"], !value.isNull else { return }
    if let nested = Substitution.reference(in: value) {
      report("a default is a plain value: parameters do not nest; use both where they are needed", at: nested)
    }
    for (problem, node) in range.problems(of: value, name: name) { report(problem, at: node) }
  }

  private mutating func check(_ value: Node, from setting: Setting, _ range: ParameterRange) {
    guard let (problem, _) = range.problems(of: value, name: name).first else { return }
    report("--set \(setting.name)=\(setting.value): \(problem)", at: field.key)
  }

  private mutating func report(_ message: String, at place: some Marked) {
    diagnostics.append(file.error(message, at: place))
  }
}
