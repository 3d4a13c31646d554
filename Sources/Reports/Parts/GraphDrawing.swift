import Dataflow

/// The graph of a recipe as inline SVG: a row a stage, in the recipe's order; a branch stands in a column of its own.
struct GraphDrawing {
  private static let box = (width: 176, height: 34)
  private static let step = (x: 200, y: 56)
  private let graph: Graph
  private let columns: [Int]

  init(_ graph: Graph) {
    self.graph = graph
    var columns: [Int] = []
    var continued: Set<Int> = []
    var next = 0
    for node in graph.nodes {
      if let input = node.inputs.first, continued.insert(input).inserted {
        columns.append(columns[input])
      } else {
        columns.append(next)
        next += 1
      }
    }
    self.columns = columns
  }

  var svg: String {
    let width = Self.step.x * ((columns.max() ?? 0) + 1)
    let height = Self.step.y * graph.nodes.count
    return """
      <svg class="graph" viewBox="0 0 \(width) \(height)" width="\(width)" role="img" aria-label="The graph of the recipe">
      \(graph.nodes.indices.flatMap(edges).joined())\(graph.nodes.indices.map(node).joined())</svg>
      """
  }

  private func centre(_ node: Int) -> (x: Int, y: Int) {
    (columns[node] * Self.step.x + Self.step.x / 2, node * Self.step.y + Self.step.y / 2)
  }

  private func edges(to node: Int) -> [String] {
    graph.nodes[node].inputs.map { input in
      let (from, to) = (centre(input), centre(node))
      let (top, bottom) = (from.y + Self.box.height / 2, to.y - Self.box.height / 2)
      let middle = (top + bottom) / 2
      return "<path d=\"M\(from.x) \(top)C\(from.x) \(middle) \(to.x) \(middle) \(to.x) \(bottom)\"/>"
    }
  }

  private func node(_ number: Int) -> String {
    let node = graph.nodes[number]
    let place = centre(number)
    let (x, y) = (place.x - Self.box.width / 2, place.y - Self.box.height / 2)
    let gives = node.variants[0].stage.produces?.name ?? "files"
    let times = node.variants.count > 1 ? " ×\(node.variants.count)" : ""
    return """
      <g><rect x="\(x)" y="\(y)" width="\(Self.box.width)" height="\(Self.box.height)" rx="7"/>\
      <text x="\(place.x)" y="\(place.y - 2)">\(Markup.escaped(node.id + times))</text>\
      <text class="type" x="\(place.x)" y="\(place.y + 11)">\(Markup.escaped("→ " + gives))</text></g>
      """
  }
}
