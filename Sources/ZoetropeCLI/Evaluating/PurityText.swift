import Zoetrope

/// What `evaluate --classes` tells, for people.
enum PurityText {
  static func text(_ purity: CategoryPurity) -> String {
    let rows = purity.rows.map { row in
      [
        row.category, "\(row.count)", row.mostFrequent.isEmpty ? "–" : row.mostFrequent,
        row.count == 0 ? "–" : InspectReport.number(Double(row.members) / Double(row.count), 3),
      ]
    }
    return
      "purity of \(purity.latent): \(InspectReport.number(purity.purity, 3)), the share of the pictures whose class is the "
      + "most frequent of their category\n" + TextTable.text([["category", "pictures", "class", "share"]] + rows)
  }
}
