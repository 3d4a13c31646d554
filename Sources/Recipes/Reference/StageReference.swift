public import Dataflow

/// What `zoetrope stages` says, from the declarations alone.
public enum StageReference {
  /// All stages, one a line: name, what it takes and gives, summary.
  public static func list(_ catalogue: Catalogue) -> String {
    var table = TextTable([.left, .left, .left, .left])
    for stage in catalogue.stages {
      let takes = unique(stage.forms.compactMap(\.consumes?.name))
      let gives = unique(stage.forms.map { $0.produces?.name ?? "files" })
      table.add(
        stage.name, takes.joined(separator: ", "), "→ " + gives.joined(separator: ", "), stage.summary)
    }
    return (table.lines + ["", "`zoetrope stages NAME` shows the fields of a stage and an example."])
      .joined(separator: "\n") + "\n"
  }

  /// The page of one stage: what it does, its forms, its fields, an example.
  public static func page(_ stage: StageDeclaration) -> String {
    var sections = [[stage.name, String(repeating: "─", count: stage.name.count), stage.summary]]
    if !stage.details.isEmpty {
      sections += stage.details.split(separator: "\n\n").map { Wrapping.lines(String($0), width: 80) }
    }
    sections.append(flowSection(stage))
    if let fields = fieldSection(stage) { sections.append(fields) }
    sections.append(["Example"] + stage.example.split(separator: "\n").map { "  " + $0 })
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// As `posterior → latents`.
  static func phrase(_ form: StageDeclaration.Form, inputs: [String] = ["input"]) -> String {
    let give = form.produces?.name ?? "files"
    guard let take = form.consumes?.name else { return "→ \(give)" }
    let taken = inputs.count > 1 ? "\(take) (\(inputs.joined(separator: ", ")))" : take
    return "\(taken) → \(give)"
  }

  private static func flowSection(_ stage: StageDeclaration) -> [String] {
    ["Flow"] + unique(stage.forms.map { "  " + phrase($0, inputs: stage.inputs) })
  }

  private static func fieldSection(_ stage: StageDeclaration) -> [String]? {
    let fields = stage.fields + (stage.openField.map { [$0.named("NAME")] } ?? [])
    guard !fields.isEmpty else { return nil }
    let width = max(8, fields.map(\.name.count).max() ?? 0)
    let indent = String(repeating: " ", count: width + 4)
    let lines = fields.flatMap { field -> [String] in
      let name = "  " + field.name + String(repeating: " ", count: width - field.name.count) + "  "
      return [name + facts(of: field)] + Wrapping.lines(field.help, width: 80 - indent.count).map { indent + $0 }
    }
    return ["Fields"] + lines
  }

  /// As `a number, class gaps, from -4 to 4; 1 if left out; may sweep`.
  static func facts(of field: FieldDeclaration) -> String {
    let type = [field.type.description, field.unit, field.range.map(FieldDeclaration.phrase)].compactMap(\.self)
    let use = field.isRequired ? "required" : field.fallback.map { "\($0) if left out" } ?? "optional"
    return ([type.joined(separator: ", "), use] + (field.sweeps ? ["may sweep"] : [])).joined(separator: "; ")
  }

  private static func unique(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
