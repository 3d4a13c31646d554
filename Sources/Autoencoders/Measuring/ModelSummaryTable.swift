import Kernels
import Layers
import Tensors

extension ModelSummary: CustomStringConvertible {
  /// A table for people: layers, shapes, parameters and multiply-adds, with their sums.
  public var description: String {
    let sections = [("encoder", encoder), ("decoder", decoder)]
    let rows = sections.flatMap { title, layers in [[title, "", "", "", ""]] + layers.map(Self.row) }
    let head = ["layer", "kind", "output", "parameters", "multiply-adds"]
    let total = ["", "", "total", Self.grouped(parameters), Self.grouped(multiplyAdds)]
    let table = Self.table([head] + rows + [total])
    return "\(name): pictures \(picture), latents \(latent)\n\n\(table)\(fields)"
  }

  /// How far the networks look, which says whether a large picture can be computed in tiles.
  private var fields: String {
    let (pixels, places) = (encoderField, decoderField)
    func words(_ field: ReceptiveField, _ unit: String) -> String {
      let side = "\(field.side)×\(field.side) \(unit)"
      return field.isWhole ? (field.side > 1 ? "\(side), and beyond them all" : "all \(unit)") : side
    }
    return """
      a latent depends on  \(words(pixels, "pixels"))
      a pixel depends on   \(words(places, latent.rank == 3 ? "places of the latent" : "numbers of the latent"))

      """
  }

  private static func row(_ layer: LayerSummary) -> [String] {
    [
      "  " + (layer.name ?? ""), layer.kind, layer.output.description, number(layer.parameters),
      number(layer.multiplyAdds),
    ]
  }

  /// Nothing for zero, which most activations have.
  private static func number(_ value: Int) -> String { value == 0 ? "" : grouped(value) }

  /// Digits in groups of three: `2 097 152`.
  static func grouped(_ value: Int) -> String {
    var groups = "\(value)"
    for place in stride(from: groups.count - 3, to: 0, by: -3) {
      groups.insert(" ", at: groups.index(groups.startIndex, offsetBy: place))
    }
    return groups
  }

  /// Columns apart by two blanks; the last two, which are numbers, flush right.
  private static func table(_ rows: [[String]]) -> String {
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = (0..<5).map { column in
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 3 ? row[column] + blanks : blanks + row[column]
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
