package import Files

/// A table whose first column names pictures and whose others tell what they have.
package struct LabelTable {
  private let path: Path
  private let table: Table

  package init(_ path: Path) throws {
    self.path = path
    table = try Table(name: path.string, bytes: readFile(path, limit: Labels.maximumTableSize))
  }

  var header: [String] { table.header }

  /// The label of each picture in a column.
  package func labels(_ column: String) throws -> [(picture: String, hasAttribute: Bool)] {
    try table.labels(place(of: column)).enumerated().map { (table[$0, 0], $1) }
  }

  /// The place of a column: of that name, or else the only one of the same letters and digits.
  func place(of column: String) throws(AttributeError) -> Int {
    if let index = header.firstIndex(of: column) { return index }
    let alike = header.indices.filter { Self.letters(header[$0]) == Self.letters(column) }
    guard alike.count == 1 else { throw .column(column, table: path, columns: header) }
    return alike[0]
  }

  func pictures(
    column: String, others: [String], rows: ClosedRange<Int>?, folder: Path
  ) throws -> [LabelledPicture] {
    let labels = try table.labels(place(of: column))
    let others = try others.map { try table.labels(place(of: $0)) }
    let rows = rows ?? 1...max(table.rowCount, 1)
    guard rows.lowerBound >= 1, rows.upperBound <= table.rowCount else {
      throw AttributeError.rows(rows, table: path, count: table.rowCount)
    }
    return rows.map { row in
      let name = table[row - 1, 0]
      return LabelledPicture(
        key: name, path: folder / name, hasAttribute: labels[row - 1], others: others.map { $0[row - 1] })
    }
  }

  private static func letters(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
