public import Dataflow
public import Documents

/// Turns a recipe into a graph of prepared stages, or into all the reasons why it cannot be one.
public struct Checker {
  let recipe: Recipe
  let catalogue: Catalogue
  let environment: Environment
  private var diagnostics = Diagnostics()
  private var resolved: [ResolvedStep] = []

  /// The names of the coordinates that reach a stage, which its templates may use.
  public enum UpstreamCoordinates: EnvironmentKey { public typealias Value = [String] }

  /// A stage that was found and the nodes it takes its input from; nil inputs could not be found out.
  struct ResolvedStep {
    let id: String
    let step: Recipe.Step
    let declaration: StageDeclaration?
    let inputs: [Int]?
    var points: [Variant<AnyStage>] = []
  }

  private init(_ recipe: Recipe, _ catalogue: Catalogue, _ environment: Environment) {
    self.recipe = recipe
    self.catalogue = catalogue
    self.environment = environment
  }

  /// Checks a recipe against the stages there are and binds them to the environment.
  /// - Parameter problems: what is known to be wrong already, such as a model that cannot be read; the rest is still
  ///   checked, as far as it can be without.
  /// - Throws: everything that is wrong, at once.
  public static func graph(
    of recipe: Recipe, _ catalogue: Catalogue, _ environment: Environment, problems: [Diagnostic] = []
  ) throws(Diagnostics) -> Graph {
    var checker = Checker(recipe, catalogue, environment)
    checker.diagnostics.append(contentsOf: problems)
    checker.resolve()
    checker.makeStages()
    checker.checkEdges()
    checker.checkUse()
    let graph = checker.prepare()
    try checker.diagnostics.throwIfErrors()
    return graph
  }

  private mutating func resolve() {
    var resolver = StepResolver(recipe, catalogue)
    resolved = resolver.resolve()
    diagnostics.append(contentsOf: resolver.diagnostics.all)
  }

  /// Makes every instance of every stage from its arguments.
  private mutating func makeStages() {
    let clashing = clashingSweeps()
    for number in resolved.indices {
      guard let declaration = resolved[number].declaration else { continue }
      let step = resolved[number].step
      guard checkFields(step, declaration) else { continue }
      do {
        let id = resolved[number].id
        let points = try Sweep.points(of: step.arguments, declaration) { clashing.contains($0) ? "\(id).\($0)" : $0 }
        resolved[number].points = try points.map { Variant($0.coordinates, try declaration.make($0.arguments)) }
      } catch {
        report(error, step)
      }
    }
  }

  /// Sweeps of one name in two stages are told apart by the stage's id.
  private func clashingSweeps() -> Set<String> {
    var counts: [String: Int] = [:]
    for entry in resolved {
      guard let declaration = entry.declaration else { continue }
      for name in Set(Sweep.names(of: entry.step.arguments, declaration)) { counts[name, default: 0] += 1 }
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// Reports unknown and missing fields; whether the stage can be made.
  private mutating func checkFields(_ step: Recipe.Step, _ declaration: StageDeclaration) -> Bool {
    let names = declaration.fields.map(\.name)
    if declaration.openField == nil {
      for field in step.arguments.others(than: declaration.fields) {
        let known = names.isEmpty ? "; it has none" : "; it has \(names.joined(separator: ", "))"
        let nearest = NearestName.hint(for: field.key.text, among: names)
        let message =
          "unknown field \"\(field.key.text)\" of stage \"\(declaration.name)\"\(nearest.isEmpty ? known : nearest)"
        diagnostics.append(recipe.file.error(message, at: field.key))
      }
    }
    var isComplete = true
    for field in declaration.fields where field.isRequired && (step.arguments[field.name]?.isNull ?? true) {
      let message = "\"\(declaration.name)\" needs \"\(field.name)\": \(field.help)"
      diagnostics.append(recipe.file.error(message, at: step.name))
      isComplete = false
    }
    return isComplete
  }

  private mutating func checkEdges() {
    for entry in resolved {
      guard let declaration = entry.declaration, let inputs = entry.inputs else { continue }
      let takes = entry.points.first.map { $0.stage.isSource } ?? declaration.isSource
      if takes { continue }
      if inputs.count < declaration.minimumInputs || inputs.count > declaration.inputs.count {
        let wanted = declaration.inputs.joined(separator: " and ")
        let message =
          inputs.isEmpty
          ? "\"\(declaration.name)\" has no input; put a source such as \"load\" before it"
          : "\"\(declaration.name)\" takes \(declaration.inputs.count) input\(declaration.inputs.count == 1 ? "" : "s") (\(wanted)), not \(inputs.count)"
        diagnostics.append(recipe.file.error(message, at: entry.step.inputs?.first ?? entry.step.name))
      }
      for (port, input) in inputs.enumerated() { checkEdge(from: resolved[input], to: entry, declaration, port) }
    }
  }

  private mutating func checkEdge(
    from source: ResolvedStep, to entry: ResolvedStep, _ declaration: StageDeclaration, _ port: Int
  ) {
    let needs = entry.points.first?.stage.consumes ?? Array(Set(declaration.forms.compactMap(\.consumes)))
    let gives = source.points.first.map { $0.stage.produces } ?? source.declaration.flatMap { only($0.forms)?.produces }
    guard let gives, !needs.isEmpty, !needs.contains(gives) else {
      if source.declaration != nil, source.points.first.map({ $0.stage.produces == nil }) ?? false {
        let message = GraphError.mismatchMessage(stage: declaration.name, needs: needs, from: source.id, gives: nil)
        diagnostics.append(
          recipe.file.error(message + "; say with \"input\" which stage it follows", at: entry.step.name))
      }
      return
    }
    let message = GraphError.mismatchMessage(stage: declaration.name, needs: needs, from: source.id, gives: gives)
    let place = entry.step.inputs.map { $0[port] } ?? entry.step.name
    diagnostics.append(recipe.file.error(message + catalogue.bridge(from: gives, to: needs), at: place))
  }

  private func only(_ forms: [StageDeclaration.Form]) -> StageDeclaration.Form? { forms.count == 1 ? forms[0] : nil }

  /// What no stage takes would be computed for nothing.
  private mutating func checkUse() {
    let used = Set(resolved.flatMap { $0.inputs ?? [] })
    guard !resolved.contains(where: { $0.inputs == nil }) else { return }
    for (number, entry) in resolved.enumerated() where !used.contains(number) {
      guard let stage = entry.points.first?.stage, let gives = stage.produces else { continue }
      let message = "nobody uses the \(gives.name) of \"\(entry.id)\"; end with \"save\", or take the stage out"
      diagnostics.append(recipe.file.error(message, at: entry.step.name))
    }
  }

  /// Binds every stage to the environment; errors are collected, so that each stage is tried.
  private mutating func prepare() -> Graph {
    var graph = Graph()
    var coordinates: [[String]] = []
    for entry in resolved {
      var environment = environment
      let upstream = (entry.inputs ?? []).flatMap { coordinates.indices.contains($0) ? coordinates[$0] : [] }
      environment[UpstreamCoordinates.self] = upstream
      do {
        let prepared = try entry.points.flatMap { point in
          try point.stage.prepared(in: environment).map { Variant(point.coordinates + $0.coordinates, $0.stage) }
        }
        let own = prepared.first?.coordinates.map(\.name) ?? []
        coordinates.append((prepared.first?.stage.coordinates(from: upstream) ?? upstream) + own)
        if !diagnostics.hasErrors { try graph.add(entry.id, prepared, inputs: entry.inputs ?? []) }
      } catch {
        coordinates.append(upstream)
        report(error, entry.step)
      }
    }
    return graph
  }

  private mutating func report(_ error: any Error, _ step: Recipe.Step) {
    if let diagnostics = error as? Diagnostics {
      self.diagnostics.append(contentsOf: diagnostics.all)
      return
    }
    guard let error = error as? FieldError else {
      diagnostics.append(recipe.file.error("\(error)", at: step.name))
      return
    }
    let value = error.field.flatMap { step.arguments[$0] }
    let place = error.mark.map { ($0, error.length) } ?? value.map { ($0.mark, $0.length) }
    let (mark, length) = place ?? (step.name.mark, step.name.length)
    diagnostics.append(Diagnostic(error.message, file: recipe.file, mark: mark, length: length))
  }
}

extension Catalogue {
  /// The stage that turns one type into another, as advice; empty if there is none.
  fileprivate func bridge(from gives: StreamType, to needs: [StreamType]) -> String {
    let forms = stages.first { stage in
      stage.forms.contains { form in form.consumes == gives && form.produces.map { needs.contains($0) } ?? false }
    }
    guard let stage = forms else { return "" }
    return ": put `\(stage.name)` between them" + (stage.bridgeHint.isEmpty ? "" : "; \(stage.bridgeHint)")
  }
}
