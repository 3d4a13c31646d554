import Zoetrope

/// A report of vectors for people.
struct AttributeReportText {
  private let table: AttributeReportTable
  private var report: AttributeReport { table.report }
  private var names: [String] { table.names }

  init(_ table: AttributeReportTable) { self.table = table }

  var text: String { ([vectors] + cells + ["\(table.title) (\(table.basis)):\n\(matrix)"]).joined(separator: "\n") }

  private var vectors: String {
    let isJudged = report.entries.contains { $0.judgement != nil }
    let head = ["vector", "gap", "sigma", "with", "without", "held out", "accuracy", "AUC"]
    let rows = zip(names, report.entries).map { name, entry -> [String] in
      let (vector, origin) = (entry.vector, entry.vector.origin)
      let own = [
        name, AttributeText.rounded(Double(vector.gap)), AttributeText.rounded(Double(vector.sigma)),
        "\(origin.fitted.with)", "\(origin.fitted.without)", "\(origin.heldOut.total)", percent(origin.accuracy),
        area(origin.area),
      ]
      let judged = isJudged ? [percent(entry.judgement?.accuracy), area(entry.judgement?.area ?? nil)] : []
      return own + judged + [origin.method]
    }
    return TextTable.text([head + (isJudged ? ["accuracy here", "AUC here"] : []) + ["method"]] + rows)
  }

  private var cells: [String] {
    zip(names, report.entries).filter { !$0.1.vector.origin.cells.isEmpty }.map { name, entry in
      let rows = entry.vector.origin.cells.map { [$0.name, "\($0.counts.with)", "\($0.counts.without)"] }
      return TextTable.text([["cells of \(name)", "with", "without"]] + rows)
    }
  }

  private var matrix: String {
    let rows = zip(names, table.rows).map { name, row in
      [name] + names.indices.map { column in row.map { AttributeText.signed($0[column]) } ?? "–" }
    }
    return TextTable.text([[""] + names] + rows)
  }

  private func percent(_ share: Double?) -> String { share.map(AttributeText.percent) ?? "–" }
  private func area(_ area: Double?) -> String { area.map { AttributeText.rounded($0, digits: 3) } ?? "–" }
}
