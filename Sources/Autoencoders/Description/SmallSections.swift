import Documents
import Layers

extension LatentAxis {
  /// Reads `latent`: a list of extents.
  static func readList(_ node: Node, _ reading: inout Reading) -> [LatentAxis] {
    let elements = node.sequence ?? []
    let axes = elements.compactMap { $0.scalar.flatMap { LatentAxis($0.text) } }
    if axes.isEmpty || axes.count != elements.count {
      reading.error("\"latent\" must be a list as [128] or [32, height/8, width/8], but is \(node.kind)", at: node)
    }
    return axes
  }
}

extension NamedDimension {
  /// Reads `dimensions`: names and the dimensions they stand for.
  static func readAll(_ node: Node, count: Int?, _ reading: inout Reading) -> [NamedDimension] {
    guard let fields = node.mapping else {
      reading.error("\"dimensions\" must be a mapping as {smile: 3}, but is \(node.kind)", at: node)
      return []
    }
    let last = (count ?? Int.max) - 1
    return fields.compactMap { field in
      if let index = field.value.scalar?.int, (0...last).contains(index) {
        return NamedDimension(name: field.key.text, index: index)
      }
      let range = count == nil ? "at least 0" : "from 0 to \(last)"
      reading.error("a dimension is a whole number \(range), but is \(field.value.kind)", at: field.value)
      return nil
    }
  }
}

extension ModelStatistics {
  private static let fields: [FieldDeclaration] = [
    .required("reconstruction error", .number(0...1e9), "the 99.9th percentile of the mean squared error of a picture"),
    .required("latent norm", .number(0...1e9), "the 99.9th percentile of the norm of the posterior mean"),
  ]

  /// Reads `statistics`.
  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "statistics", declared: Self.fields, &reading)
    self.init(
      reconstructionError: fields.number("reconstruction error") ?? 0, latentNorm: fields.number("latent norm") ?? 0)
  }
}
