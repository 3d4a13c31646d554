import Dataflow

extension Catalogue {
  /// The stages that turn one type into another, as advice; empty if there are none.
  func bridge(from gives: StreamType, to needs: [StreamType]) -> String {
    guard let path = shortestPath(from: gives, to: needs) else { return "" }
    let names = path.map { "`\($0.name)`" }.joined(separator: " and ")
    // Two stages of a way may advise the same.
    let hints = path.map(\.bridgeHint).filter { !$0.isEmpty }.reduce(into: [String]()) { said, hint in
      if !said.contains(hint) { said.append(hint) }
    }.map { "; \($0)" }.joined()
    return ": put \(names) between them\(hints)"
  }

  /// At most three stages with one input, the first of the catalogue where several would do.
  private func shortestPath(from gives: StreamType, to needs: [StreamType]) -> [StageDeclaration]? {
    var paths: [(type: StreamType, stages: [StageDeclaration])] = [(gives, [])]
    var seen: Set<StreamType> = [gives]
    for _ in 0..<3 {
      var longer: [(type: StreamType, stages: [StageDeclaration])] = []
      for path in paths {
        for stage in stages where stage.inputCounts.first == 1 {
          for form in stage.forms where form.consumes == path.type {
            guard let gives = form.produces, seen.insert(gives).inserted else { continue }
            if needs.contains(gives) { return path.stages + [stage] }
            longer.append((gives, path.stages + [stage]))
          }
        }
      }
      paths = longer
    }
    return nil
  }
}
