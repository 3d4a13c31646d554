import Autoencoders
public import Files

/// The groups that a column of a table sorts pictures into, for the colours of a plot.
public struct LabelGroups: Sendable {
  /// The column's name.
  public let column: String
  /// What the groups are called.
  public let names: [String]
  /// Whether they have an order, being ranges of a number.
  public let isOrdered: Bool
  /// The group of each picture; nil for one that the table does not name.
  public let groups: [Int?]
  /// Rows of the table whose pictures are not there, and the first of them.
  public let missing: (count: Int, first: String)?

  /// The most groups that are told apart by colour.
  public static let most = 10

  /// Reads a column. The table's first column names the pictures.
  /// - Parameter keys: the pictures.
  /// - Throws: `TableError`, `FileError`, `AttributeError.column`; ``LabelsElsewhere`` if no picture is named.
  public init(_ path: Path, column: String, keys: [String]) throws {
    let table = try Table(name: path.string, bytes: readFile(path, limit: Labels.maximumTableSize))
    guard table.header.contains(column) else {
      throw AttributeError.column(column, table: path, columns: table.header)
    }
    let index = try table.column(column)
    let rows = table.rowsByName
    let values = keys.map { rows[$0].map { table[$0, index] } }
    guard values.contains(where: { $0 != nil }) else {
      throw LabelsElsewhere(table: path, row: table.rowCount > 0 ? table[0, 0] : "", picture: keys.first ?? "")
    }
    let present = Set(keys)
    let strangers = (0..<table.rowCount).map { table[$0, 0] }.filter { !present.contains($0) }
    missing = strangers.first.map { (strangers.count, $0) }
    self.column = column
    let grouping = Grouping(values.compactMap(\.self), column)
    names = grouping.names
    isOrdered = grouping.isOrdered
    groups = values.map { $0.map(grouping.group) }
  }
}

/// A table that names none of the pictures.
public struct LabelsElsewhere: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table, the first picture that it names, and the first picture that there is.
  public let table: Path
  public let row: String
  public let picture: String

  /// One sentence that says what to do.
  public var description: String {
    "\(table) names none of the pictures: it has \"\(row)\", the folder has \"\(picture)\"; its first column must be their paths below the folder"
  }
}
