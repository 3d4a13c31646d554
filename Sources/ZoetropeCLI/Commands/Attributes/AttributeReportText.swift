import Zoetrope

/// A report of vectors for people.
struct AttributeReportText {
  private let report: AttributeReport
  private let names: [String]
  private let equal: Int?

  /// - Parameters:
  ///   - names: how the vectors were named.
  ///   - equal: the vector whose score every row is to move by 1.
  init(_ report: AttributeReport, names: [String], equal: Int?) {
    self.report = report
    self.names = names
    self.equal = equal
  }

  var text: String { ([vectors] + cells + [title + "\n" + matrix]).joined(separator: "\n") }

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

  private var title: String {
    let basis =
      switch report.basis {
      case .directions: "by the directions alone"
      case .pictures(let count): "measured on \(count) pictures, decoded and encoded again"
      }
    let amount = equal.map { "as far as it moves \(names[$0]) by 1" } ?? "at strength 1"
    return "How far each row's vector, \(amount), moves each column's score, in that one's gaps (\(basis)):"
  }

  private var matrix: String {
    let rows = names.indices.map { i -> [String] in
      let row = equal.map { report.effects(of: i, perEffectOn: $0) } ?? report.effects[i]
      return [names[i]] + names.indices.map { j in row.map { AttributeText.signed($0[j]) } ?? "–" }
    }
    return TextTable.text([[""] + names] + rows)
  }

  private func percent(_ share: Double?) -> String { share.map(AttributeText.percent) ?? "–" }
  private func area(_ area: Double?) -> String { area.map { AttributeText.rounded($0, digits: 3) } ?? "–" }
}
