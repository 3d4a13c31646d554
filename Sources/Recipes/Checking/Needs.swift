import Dataflow

extension Checker {
  /// Finds out who must carry what for later stages, and which stages need what their items have not.
  mutating func checkNeeds() {
    let search = NeedSearch(
      steps.map { NeedSearch.Node($0.id, $0.points.map(\.stage), inputs: $0.inputs ?? []) })
    demands = search.demands
    for (number, error) in search.problems { report("\(error)", at: steps[number].step.name) }
  }
}
