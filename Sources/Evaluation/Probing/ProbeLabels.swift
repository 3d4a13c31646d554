import Autoencoders
public import Files

/// The labels of some pictures in a column of a table.
public struct ProbeLabels: Sendable {
  /// As the table calls it, or as it was asked for.
  public let column: String
  /// Of each picture; nil where the table does not name it.
  public let labels: [Bool?]

  /// Reads a column. The table's first column names the pictures; a label is 1, or 0 or −1.
  /// - Parameter keys: the pictures.
  /// - Throws: `TableError`, `FileError`, `AttributeError.column`; ``EvaluationError`` if no picture is named.
  public init(_ path: Path, column: String, keys: [String]) throws {
    let rows = try LabelTable(path).labels(column)
    let known = Dictionary(rows) { first, _ in first }
    labels = keys.map { known[$0] }
    self.column = column
    guard labels.contains(where: { $0 != nil }) else {
      throw EvaluationError.noLabels(table: path, row: rows.first?.picture ?? "", picture: keys.first ?? "")
    }
  }

  /// Labels that are known.
  public init(column: String, labels: [Bool?]) {
    self.column = column
    self.labels = labels
  }
}
