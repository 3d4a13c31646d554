import Zoetrope

/// The matrix of a report as it is shown: under which names, and at which strength.
struct AttributeReportTable {
  let report: AttributeReport
  /// How the vectors were named.
  let names: [String]
  /// The vector whose score every row is to move by 1.
  let equal: Int?

  /// Row by row; nil for a row that hardly moves that vector's score.
  var rows: [[Double]?] {
    names.indices.map { row in equal.map { report.effects(of: row, perEffectOn: $0) } ?? report.effects[row] }
  }

  var title: String {
    let amount = equal.map { "as far as it moves \(names[$0]) by 1" } ?? "at strength 1"
    return "How far each row's vector, \(amount), moves each column's score, in that one's gaps"
  }

  /// How it was found.
  var basis: String {
    switch report.basis {
    case .directions: "by the directions alone"
    case .pictures(let count): "measured on \(count) pictures, decoded and encoded again"
    }
  }

  /// The matrix as a picture.
  var figure: Figure {
    let empty = [Double](repeating: .nan, count: names.count)
    return Figure(
      title, subtitle: "\(report.model.name), \(basis)",
      .matrix(
        MatrixPlot(
          rows: names, columns: names, values: rows.map { $0 ?? empty }, colours: .diverging, rowLabel: "vector",
          columnLabel: "score")))
  }
}
