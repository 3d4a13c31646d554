import Dataflow
import Documents

/// Finds the stage of each step, gives it its id, and finds the stages it takes its input from.
struct StepResolver {
  let recipe: Recipe
  let catalogue: Catalogue
  var diagnostics = Diagnostics()
  private var ids: [String] = []

  init(_ recipe: Recipe, _ catalogue: Catalogue) {
    self.recipe = recipe
    self.catalogue = catalogue
  }

  mutating func resolve() -> [Checker.ResolvedStep] {
    var resolved: [Checker.ResolvedStep] = []
    for written in recipe.steps {
      let declaration = written.isBroken ? nil : catalogue[written.name.text]
      let step = declaration.map { written.spelled(as: $0.fields) } ?? written
      if declaration == nil, !step.isBroken {
        let message = "unknown stage \"\(step.name.text)\"\(catalogue.hint(for: step.name.text))"
        diagnostics.append(
          recipe.file.error(
            message.hasSuffix("?") ? message : message + "; `zoetrope stages` lists them", at: step.name))
      }
      let inputs = inputs(of: step, declaration, after: resolved)
      let id = id(of: step, declaration)
      ids.append(id)
      resolved.append(Checker.ResolvedStep(id: id, step: step, declaration: declaration, inputs: inputs))
    }
    return resolved
  }

  private mutating func id(of step: Recipe.Step, _ declaration: StageDeclaration?) -> String {
    if let id = step.id {
      if ids.contains(id.text) {
        diagnostics.append(recipe.file.error("two stages have the id \"\(id.text)\"", at: id))
      }
      return id.text
    }
    let name = declaration?.name ?? Catalogue.canonical(step.name.text)
    guard ids.contains(name) else { return name }
    let number = (2...).first { !ids.contains("\(name)#\($0)") } ?? 2
    return "\(name)#\(number)"
  }

  /// Nil where an input cannot be found out because of an error that is reported.
  private mutating func inputs(
    of step: Recipe.Step, _ declaration: StageDeclaration?, after resolved: [Checker.ResolvedStep]
  ) -> [Int]? {
    if let named = step.inputs {
      if declaration?.isSource ?? false {
        diagnostics.append(recipe.file.error("\"\(step.name.text)\" is a source and takes no input", at: named[0]))
        return []
      }
      let numbers = named.map { find($0) }
      return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }
    guard let declaration else { return resolved.isEmpty ? [] : [resolved.count - 1] }
    let isSource = declaration.isSource || Self.isMadeSource(step, declaration)
    return isSource || resolved.isEmpty ? [] : [resolved.count - 1]
  }

  /// Some stages are a source in one of their forms: `sample z` from the prior.
  private static func isMadeSource(_ step: Recipe.Step, _ declaration: StageDeclaration) -> Bool {
    guard declaration.forms.contains(where: { $0.consumes == nil }),
      let point = try? Sweep.points(of: step.arguments, declaration, name: { $0 }).first,
      let stage = try? declaration.make(point.arguments)
    else { return false }
    return stage.isSource
  }

  private mutating func find(_ id: Scalar) -> Int? {
    if let number = ids.firstIndex(of: id.text) ?? ids.firstIndex(of: Catalogue.canonical(id.text)) { return number }
    let wanted = Catalogue.canonical(id.text)
    let later = recipe.steps.contains { $0.id?.text == id.text || Catalogue.canonical($0.name.text) == wanted }
    let hint =
      later
      ? "; it stands further down, and a stage can only use what stands above it"
      : NearestName.hint(for: id.text, among: ids)
    diagnostics.append(recipe.file.error("no stage above has the id \"\(id.text)\"\(hint)", at: id))
    return nil
  }
}
