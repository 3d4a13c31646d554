import Dataflow
import Documents

extension Checker {
  /// Checks how many inputs each stage has, and what flows in.
  mutating func checkEdges() {
    for entry in steps {
      guard let declaration = entry.declaration, let inputs = entry.inputs else { continue }
      guard !(entry.points.first?.stage.isSource ?? declaration.isSource) else {
        if let named = entry.step.inputs?.first, !declaration.isSource {
          report("\"\(declaration.name)\" is a source here and takes no input", at: named)
        }
        continue
      }
      checkCount(inputs.count, entry, declaration)
      for (port, input) in inputs.enumerated() { checkEdge(from: steps[input], to: entry, declaration, port) }
    }
  }

  private mutating func checkCount(_ count: Int, _ entry: ResolvedStep, _ declaration: StageDeclaration) {
    let (counts, names) = (declaration.inputCounts, declaration.inputs)
    guard !counts.contains(count) else { return }
    let name = declaration.name
    guard count > 0 else {
      return report("\"\(name)\" has no input; put a source such as \"load\" before it", at: entry.step.name)
    }
    let wanted = counts.map(String.init).joined(separator: " or ")
    let noun = names.count == 1 ? "input" : "inputs"
    let advice = names.count == 1 ? "" : "; name them: \"input: [\(names.joined(separator: ", "))]\""
    report(
      "\"\(name)\" takes \(wanted) \(noun), not \(count)\(advice)", at: entry.step.inputs?.first ?? entry.step.name)
  }

  private mutating func checkEdge(
    from source: ResolvedStep, to entry: ResolvedStep, _ declaration: StageDeclaration, _ port: Int
  ) {
    let needs = entry.points.first?.stage.consumes ?? declaration.consumes
    guard !needs.isEmpty, let flow = flow(from: source) else { return }
    let place = entry.step.inputs.map { $0[port] } ?? entry.step.name
    let message = GraphError.mismatchMessage(stage: declaration.name, needs: needs, from: source.id, gives: flow.type)
    switch flow {
    case .nothing: report(message + "; say with \"input\" which stage it follows", at: place)
    case .values(let type) where declaration.consumes.contains(type) && !needs.contains(type):
      report(message + "; it takes them in another form: see `zoetrope stages \"\(declaration.name)\"`", at: place)
    case .values(let type) where !needs.contains(type):
      report(message + catalogue.bridge(from: type, to: needs), at: place)
    case .values: break
    }
  }

  private enum Flow {
    case nothing
    case values(StreamType)

    var type: StreamType? { if case .values(let type) = self { type } else { nil } }
  }

  /// What a stage gives; nil where that is not known, because the stage is wrong and has several forms.
  private func flow(from source: ResolvedStep) -> Flow? {
    if let stage = source.points.first?.stage { return stage.produces.map { .values($0) } ?? .nothing }
    guard let forms = source.declaration?.forms, let first = forms.first,
      forms.allSatisfy({ $0.produces == first.produces })
    else { return nil }
    return first.produces.map { .values($0) } ?? .nothing
  }

  /// What no stage takes would be computed for nothing.
  mutating func checkUse() {
    let used = Set(steps.flatMap { $0.inputs ?? [] })
    guard !steps.contains(where: { $0.inputs == nil || $0.declaration == nil }) else { return }
    for (number, entry) in steps.enumerated() where !used.contains(number) {
      guard case .values(let gives) = flow(from: entry) else { continue }
      report(
        "nobody uses the \(gives.name) of \"\(entry.id)\"; end with \"save\", or take the stage out",
        at: entry.step.name)
    }
  }
}

extension StageDeclaration {
  /// What it may take, in the order of its forms.
  var consumes: [StreamType] {
    forms.compactMap(\.consumes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
