public import Dataflow
import Documents

/// What `zoetrope plan` says: the checked graph, how many items flow, where values come from, what will be written.
public struct PlanDescription {
  private let recipe: Recipe
  private let plan: Plan
  private let shapes: [StreamType: String]
  private let remarks: [String]
  private let shown: Int

  /// - Parameters:
  ///   - shapes: the shape of one value of each type, where it is known: `[128]`.
  ///   - remarks: further lines, such as the memory it will need.
  ///   - shown: how many names of outputs and matches are shown.
  public init(
    _ recipe: Recipe, _ plan: Plan, shapes: [StreamType: String] = [:], remarks: [String] = [], shown: Int = 3
  ) {
    self.recipe = recipe
    self.plan = plan
    self.shapes = shapes
    self.remarks = remarks
    self.shown = shown
  }

  /// The whole text, with a line end at its end.
  public var text: String {
    let sections = [head, stages, parameters] + matches + [outputs, remarks]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    var table = TextTable([.left, .left])
    if let title = recipe.title { table.add("recipe", title) }
    if let model = recipe.model { table.add("model", model) }
    table.add("seed", String(recipe.seed))
    return table.lines
  }

  private var stages: [String] {
    var table = TextTable([.left, .left, .right, .left, .left, .left], indent: 2)
    for (number, node) in plan.graph.nodes.enumerated() {
      let gives = node.variants[0].stage.produces
      let names =
        number > 0 && node.inputs == [number - 1]
        ? "" : node.inputs.map { plan.graph.nodes[$0].id }.joined(separator: ", ")
      table.add(
        node.id,
        gives.map { type in [type.name, shapes[type]].compactMap(\.self).joined(separator: " ") } ?? "→ files",
        count(of: number), sweeps(of: number, node),
        names.isEmpty ? "" : "from " + names, carried(by: node))
    }
    return ["Stages"] + table.lines
  }

  /// As `carries the photograph`: what travels beside its items because a later stage needs it.
  private func carried(by node: Graph.Node) -> String {
    let names = node.demands.map { "the \($0.name)" }.sorted()
    return names.isEmpty ? "" : "carries " + names.joined(separator: " and ")
  }

  private func count(of node: Int) -> String {
    if plan.graph.nodes[node].variants[0].stage.produces == nil {
      return plan.isStreaming ? "?" : Self.grouped(plan.count(of: node) ?? 0)
    }
    return plan.count(of: node).map(Self.grouped) ?? "?"
  }

  /// As `strength -2 … 2 (9); draw 1, 2`: the coordinates a stage adds.
  private func sweeps(of number: Int, _ node: Graph.Node) -> String {
    let own = node.variants[0].coordinates.map(\.name)
    if case .gather = node.variants[0].stage { return gathered(by: number, node, besides: own) }
    return Self.phrase(own, of: node.variants.map(\.coordinates))
  }

  /// A gather may add coordinates that only the names of its items show.
  private func gathered(by number: Int, _ node: Graph.Node, besides own: [String]) -> String {
    let upstream = Set(node.inputs.flatMap { plan.ids(of: $0).first?.coordinates.map(\.name) ?? [] })
    let ids = plan.ids(of: number)
    let names = (ids.first?.coordinates.map(\.name) ?? own).filter { !upstream.contains($0) }
    return names.isEmpty ? "" : Self.phrase(names, of: ids.map(\.coordinates))
  }

  private static func phrase(_ names: [String], of coordinates: [[Coordinate]]) -> String {
    names.map { name in
      var seen: Set<Coordinate.Value> = []
      let values = coordinates.compactMap { $0.first { $0.name == name }?.value }.filter { seen.insert($0).inserted }
      let texts = values.map(\.description)
      return texts.count <= 5
        ? "\(name) \(texts.joined(separator: ", "))"
        : "\(name) \(texts[0]) … \(texts[texts.count - 1]) (\(texts.count))"
    }.joined(separator: "; ")
  }

  private var parameters: [String] {
    guard !recipe.parameters.isEmpty else { return [] }
    var table = TextTable([.left, .left, .left, .left], indent: 2)
    for parameter in recipe.parameters {
      let origin = parameter.origin == .default ? "default" : "--set"
      table.add(parameter.name.text, parameter.value.inlineText, origin, parameter.help ?? "")
    }
    return ["Parameters"] + table.lines
  }

  /// For each stage of two inputs, which items meet.
  private var matches: [[String]] {
    plan.graph.nodes.enumerated().filter { $0.element.inputs.count > 1 }.map { number, node in
      let names = node.inputs.map { plan.graph.nodes[$0].id }.joined(separator: " with ")
      let groups = plan.groups(of: number, limit: shown)
      var table = TextTable(Array(repeating: .left, count: node.inputs.count), indent: 2)
      for group in groups {
        table.add(
          node.inputs.indices.map { port in
            let ids = group.filter { $0.port == port }.map(\.id.description)
            return ids.count <= 2 ? ids.joined(separator: ", ") : "\(ids[0]), … (\(ids.count))"
          })
      }
      let header = "\(node.id) matches \(names)"
      return [header] + (groups.isEmpty ? ["  known when the stream has ended"] : table.lines)
        + more(plan.groupCount(of: number))
    }
  }

  private var outputs: [String] {
    guard let count = plan.outputCount else { return ["Outputs", "  as many as the stream gives"] }
    let first = plan.destinations(limit: shown).map { "  " + ($0 == .standardOutput ? "standard output" : $0.path) }
    return ["Outputs: \(Self.grouped(count))"] + first + more(count)
  }

  private func more(_ count: Int) -> [String] {
    count > shown ? ["  … and \(Self.grouped(count - shown)) more"] : []
  }

  /// As `81,000`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : String(digit)
    }.joined()
  }
}
