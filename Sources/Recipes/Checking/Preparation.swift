import Dataflow
import Documents

extension Checker {
  /// Binds every stage to the environment; errors are collected, so that each stage is tried.
  ///
  /// What coordinates a stage adds by itself, such as `draw`, is known only when it is bound. Where two stages add some
  /// of one name, both are bound a second time, with names that tell them apart, because the names of files further
  /// down depend on them.
  mutating func prepare() -> Graph {
    var pass = Preparation(self, clashing: names(in: steps.map { sweeps(of: $0) }))
    let clashing = names(in: pass.added)
    if !clashing.isSubset(of: pass.clashing) {
      makeStages(clashing: clashing)
      pass = Preparation(self, clashing: clashing)
    }
    for (number, error) in pass.problems { report(error, steps[number].step) }
    guard !diagnostics.hasErrors else { return Graph() }
    return graph(pass)
  }

  private mutating func graph(_ pass: Preparation) -> Graph {
    var graph = Graph()
    for (number, entry) in steps.enumerated() {
      do {
        try graph.add(
          entry.id, pass.prepared[number], inputs: entry.inputs ?? [],
          renaming: pass.renaming(pass.own[number], of: entry.id), demands: demands[number])
      } catch {
        report(error, entry.step)
        return graph
      }
    }
    return graph
  }
}

/// All stages bound to the environment once, with given names for the coordinates they add.
private struct Preparation {
  let clashing: Set<String>
  /// The instances of each stage.
  private(set) var prepared: [[Variant<AnyStage>]] = []
  /// The stages that cannot be bound.
  private(set) var problems: [(Int, any Error)] = []
  /// The coordinates each stage adds, sweeps included, by their plain names.
  private(set) var added: [[String]] = []
  /// Those of them that a gather adds to the names of what it gives.
  private(set) var own: [[String]] = []
  /// The coordinates behind each stage, as they are called there.
  private var names: [[String]] = []
  /// What the items behind each stage tell.
  private var facts: [[String]] = []

  init(_ checker: Checker, clashing: Set<String>) {
    self.clashing = clashing
    for (number, entry) in checker.steps.enumerated() {
      let upstream = (entry.inputs ?? []).flatMap { names[$0] }.uniqued()
      var environment = checker.environment
      let known = (entry.inputs ?? []).flatMap { facts[$0] }.uniqued()
      environment[Checker.UpstreamCoordinates.self] = upstream
      environment[Demands.self] = checker.demands[number]
      environment[Checker.UpstreamTypes.self] = (entry.inputs ?? []).compactMap {
        checker.steps[$0].points.first?.stage.produces
      }
      environment[UpstreamFacts.self] = known
      var variants: [Variant<AnyStage>] = []
      var intrinsic: [String] = []
      do {
        for point in entry.points {
          for variant in try point.stage.prepared(in: environment) {
            intrinsic += variant.coordinates.map(\.name)
            let renamed = variant.coordinates.map { Coordinate(name($0.name, entry.id), $0.value) }
            variants.append(Variant(point.coordinates + renamed, variant.stage))
          }
        }
      } catch {
        problems.append((number, error))
      }
      let sweeps = checker.sweeps(of: entry)
      let behind = variants.first?.stage.coordinates(from: upstream) ?? upstream
      let (kept, own) = Self.parted(behind, upstream)
      added.append((sweeps + intrinsic + own).uniqued())
      self.own.append(own)
      names.append(kept + (own + sweeps + intrinsic.uniqued()).map { name($0, entry.id) })
      // A stage that is wrong has said so; what its items would tell is not missing besides.
      facts.append((variants.first?.stage ?? entry.points.first?.stage)?.facts(from: known) ?? known)
      prepared.append(variants)
    }
  }

  /// What a gather has kept of its inputs' coordinates, and what it has added, which may have the same names.
  private static func parted(_ names: [String], _ upstream: [String]) -> (kept: [String], own: [String]) {
    var left = Set(upstream)
    let kept = names.map { left.remove($0) != nil }
    return (
      zip(names, kept).filter(\.1).map(\.0), zip(names, kept).filter { !$0.1 }.map(\.0)
    )
  }

  /// New names for coordinates that clash.
  func renaming(_ names: [String], of id: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.filter { clashing.contains($0) }.map { ($0, "\(id).\($0)") })
  }

  private func name(_ name: String, _ id: String) -> String { clashing.contains(name) ? "\(id).\(name)" : name }
}

extension Array where Element: Hashable {
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
