import Dataflow
import Documents

extension Checker {
  /// Makes every instance of every stage from its arguments.
  /// - Parameter clashing: the names of coordinates that several stages add.
  mutating func makeStages(clashing: Set<String>? = nil) {
    let clashing = clashing ?? names(in: steps.map { sweeps(of: $0) })
    for number in steps.indices {
      guard let declaration = steps[number].declaration else { continue }
      let (id, step) = (steps[number].id, steps[number].step)
      guard checkFields(step, declaration) else { continue }
      do {
        var arguments = step.arguments
        arguments.inputType = (steps[number].inputs ?? []).first.flatMap { steps[$0].points.first?.stage.produces }
        let points = try Sweep.points(of: arguments, declaration) { clashing.contains($0) ? "\(id).\($0)" : $0 }
        steps[number].points = try points.map { Variant($0.coordinates, try declaration.make($0.arguments)) }
      } catch {
        report(error, step)
      }
    }
  }

  /// The names of the sweeps that a recipe writes out in a stage.
  func sweeps(of step: ResolvedStep) -> [String] {
    step.declaration.map { Sweep.names(of: step.step.arguments, $0) } ?? []
  }

  /// The names that occur in more than one of the lists.
  func names(in lists: [[String]]) -> Set<String> {
    var counts: [String: Int] = [:]
    for list in lists { for name in Set(list) { counts[name, default: 0] += 1 } }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// Reports unknown, missing and unfit fields; whether the stage can be made.
  private mutating func checkFields(_ step: Recipe.Step, _ declaration: StageDeclaration) -> Bool {
    let meant = checkNames(step, declaration)
    var isFit = true
    for field in step.arguments.fields {
      let facts = declaration.fields.first { $0.name == field.key.text } ?? declaration.openField?.named(field.key.text)
      for problem in facts?.problems(with: field.value) ?? [] {
        report(problem, step)
        isFit = false
      }
    }
    for field in declaration.fields where field.isRequired && (step.arguments[field.name]?.isNull ?? true) {
      isFit = false
      guard !meant.contains(field.name) else { continue }
      let help = field.help.hasSuffix(".") ? String(field.help.dropLast()) : field.help
      report("\"\(declaration.name)\" needs \"\(field.name)\": \(help)", at: step.name)
    }
    return isFit
  }

  /// Reports unknown fields.
  /// - Returns: the fields that were probably meant.
  private mutating func checkNames(_ step: Recipe.Step, _ declaration: StageDeclaration) -> [String] {
    guard declaration.openField == nil else { return [] }
    let names = declaration.fields.map(\.name)
    return step.arguments.others(than: declaration.fields).map(\.key).compactMap { key in
      let meant = NearestName.suggestion(for: key.text, among: names)
      report(
        "unknown field \"\(key.text)\" of stage \"\(declaration.name)\"\(advice(on: key.text, meant, names))", at: key)
      return meant
    }
  }

  private func advice(on name: String, _ meant: String?, _ names: [String]) -> String {
    if ["id", "input"].contains(name) { return "; it stands beside the stage's name, not in its fields" }
    if let meant { return "; did you mean \"\(meant)\"?" }
    return names.isEmpty ? "; it has none" : "; it has \(names.joined(separator: ", "))"
  }
}
