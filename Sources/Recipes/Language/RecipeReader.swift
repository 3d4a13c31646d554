import Dataflow
import Documents

/// Reads the parts of a recipe and collects all that is wrong with its form.
struct RecipeReader {
  /// What a recipe is made of.
  struct Parts {
    var title: String?
    var model: String?
    var modelPlace: Scalar?
    var seed: UInt64 = 0
    var parameters: [Parameter] = []
    var steps: [Recipe.Step] = []
    var unknown: Set<Mark> = []
  }

  static let keys = ["recipe", "model", "seed", "parameters", "stages"]
  static let example = "stages:\n  - load: {from: faces}"

  let file: SourceFile
  let folder: String
  var diagnostics = Diagnostics()

  init(file: SourceFile, folder: String) {
    self.file = file
    self.folder = folder
  }

  mutating func read(_ node: Node, _ settings: [Setting]) -> Parts {
    var parts = Parts()
    guard let fields = node.mapping else {
      report(
        node.isNull
          ? "there is nothing in this file; a recipe has \"stages\""
          : "a recipe is a mapping with \"model\" and \"stages\", not \(node.kind)", at: node)
      return parts
    }
    if let training = node["training"] {
      report("this is the recipe of a training, which `zoetrope train` takes, and `zoetrope check`", at: training)
      return parts
    }
    for field in fields where !Self.keys.contains(field.key.text) {
      report("unknown key \"\(field.key.text)\"\(hint(field.key.text, Self.keys))", at: field.key)
    }
    parts.title = title(node["recipe"])
    parts.parameters = parameters(node["parameters"], settings)
    let declared = Set((node["parameters"]?.mapping ?? []).map(\.key.text))
    var substitution = Substitution(
      file: file, parameters: parts.parameters, broken: declared.subtracting(parts.parameters.map(\.name.text)))
    parts.seed = seed(node["seed"], &substitution)
    if let model = node["model"], !model.isNull { (parts.model, parts.modelPlace) = self.model(model, &substitution) }
    parts.steps = steps(node["stages"], at: node, &substitution)
    parts.unknown = substitution.unknown.union(substitution.diagnostics.all.compactMap(\.mark))
    diagnostics.append(contentsOf: substitution.diagnostics.all)
    warnOfUnused(parts.parameters, substitution)
    return parts
  }

  private mutating func warnOfUnused(_ parameters: [Parameter], _ substitution: Substitution) {
    for name in parameters.map(\.name) where !substitution.used.contains(name.text) {
      let message = "nothing uses the parameter \"\(name.text)\"; a stage asks for it with \"${\(name.text)}\""
      diagnostics.append(file.warning(message, at: name))
    }
  }

  private mutating func title(_ node: Node?) -> String? {
    guard let node, !node.isNull else { return nil }
    if node.scalar == nil { report("\"recipe\" takes a title, not \(node.kind)", at: node) }
    return node.scalar?.text
  }

  private mutating func seed(_ node: Node?, _ substitution: inout Substitution) -> UInt64 {
    guard let node = node.map({ substitution.apply(to: $0) }), !node.isNull else { return 0 }
    guard let value = node.scalar?.int, value >= 0 else {
      report("\"seed\" takes a whole number from 0 on, not \(node.kind)", at: node)
      return 0
    }
    return UInt64(value)
  }

  private mutating func model(_ node: Node, _ substitution: inout Substitution) -> (String?, Scalar?) {
    let resolved = substitution.apply(to: node)
    guard let scalar = resolved.scalar, !scalar.text.isEmpty else {
      report("\"model\" takes a name such as builtin:faces, or a model folder, not \(node.kind)", at: node)
      return (nil, nil)
    }
    let arguments = StageArguments(
      fields: [], recipeFolder: folder, fromCommandLine: substitution.fromCommandLine)
    return (arguments.resolve(path: scalar), scalar)
  }

  mutating func parameters(_ node: Node?, _ settings: [Setting]) -> [Parameter] {
    var declared: [Parameter] = []
    if let node, !node.isNull {
      guard let fields = node.mapping else {
        report("\"parameters\" takes a mapping of names to {type, default, help}, not \(node.kind)", at: node)
        return []
      }
      for field in fields {
        var reader = ParameterReader(file: file, field: field)
        if let parameter = reader.read(settings) { declared.append(parameter) }
        diagnostics.append(contentsOf: reader.diagnostics.all)
      }
    }
    let names = node?.mapping?.map(\.key.text) ?? []
    for setting in settings where !names.contains(setting.name) {
      let known = names.isEmpty ? "; it declares none" : "; it declares \(names.joined(separator: ", "))"
      diagnostics.append(
        Diagnostic(
          "--set \(setting.name): the recipe declares no parameter \"\(setting.name)\""
            + (NearestName.suggestion(for: setting.name, among: names).map { "; did you mean \"\($0)\"?" } ?? known),
          file: file, mark: nil))
    }
    return declared
  }

  private mutating func steps(_ node: Node?, at top: Node, _ substitution: inout Substitution) -> [Recipe.Step] {
    guard let node, !node.isNull else {
      diagnostics.append(Diagnostic("the recipe has no \"stages\"", file: file, mark: top.mark))
      return []
    }
    guard let nodes = node.sequence, !nodes.isEmpty else {
      report(
        "\"stages\" takes a list of stages, each as \"- name: {fields}\", not \(node.sequence == nil ? node.kind : "an empty list")",
        at: node)
      return []
    }
    return nodes.map { step($0, &substitution) }
  }

  private mutating func step(_ node: Node, _ substitution: inout Substitution) -> Recipe.Step {
    if let scalar = node.scalar {
      report("a stage ends with a colon: \"- \(scalar.text):\"", at: node)
      return Recipe.Step(name: scalar, id: nil, inputs: nil, arguments: StageArguments(fields: []))
    }
    let stages = (node.mapping ?? []).filter { $0.key.text != "id" && $0.key.text != "input" }
    guard stages.count == 1, let stage = stages.first else {
      report(stages, in: node)
      return broken(stages.first?.key ?? Scalar("", mark: node.mark), node)
    }
    let errors = diagnostics.all.count
    let value = substitution.apply(to: stage.value)
    if !value.isNull && value.mapping == nil {
      report("the fields of \"\(stage.key.text)\" are a mapping, as {from: faces}, not \(value.kind)", at: stage.value)
    }
    let named = node["input"].flatMap { inputs($0) }
    let label = node["id"].flatMap { id($0) }
    return Recipe.Step(
      name: stage.key, id: label, inputs: named,
      arguments: StageArguments(
        fields: value.mapping ?? [], recipeFolder: folder, fromCommandLine: substitution.fromCommandLine),
      isBroken: diagnostics.all.count > errors)
  }

  /// What stands for an entry that is no stage, so that the entries below it are still understood.
  private mutating func broken(_ name: Scalar, _ node: Node) -> Recipe.Step {
    Recipe.Step(
      name: name, id: node["id"].flatMap { id($0) }, inputs: nil, arguments: StageArguments(fields: []), isBroken: true)
  }

  private mutating func report(_ stages: [Node.Field], in node: Node) {
    let found = stages.map { "\"\($0.key.text)\"" }.joined(separator: " and ")
    guard stages.count > 1 else {
      return report("a stage is a mapping with its name as the key, as \"- load: {from: faces}\"", at: node)
    }
    report(
      "one stage a list entry, but here stand \(found); begin each with its own \"-\", or indent its fields",
      at: stages[1].key)
  }

  private mutating func id(_ node: Node) -> Scalar? {
    guard let scalar = node.scalar, !scalar.text.isEmpty else {
      report("\"id\" takes a name, not \(node.kind)", at: node)
      return nil
    }
    return scalar
  }

  private mutating func inputs(_ node: Node) -> [Scalar]? {
    let nodes = node.sequence ?? [node]
    let scalars = nodes.compactMap(\.scalar)
    guard scalars.count == nodes.count, !scalars.isEmpty else {
      report("\"input\" takes the id of a stage, or a list of ids, not \(node.kind)", at: node)
      return nil
    }
    return scalars
  }

  private mutating func report(_ message: String, at place: some Marked) {
    diagnostics.append(file.error(message, at: place))
  }

  private func hint(_ name: String, _ known: [String]) -> String {
    let nearest = NearestName.hint(for: name, among: known)
    return nearest.isEmpty ? "; a recipe has \(known.joined(separator: ", "))" : nearest
  }
}
