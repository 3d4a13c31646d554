/// A matrix of numbers as coloured cells, with the names of rows and columns.
public struct MatrixPlot: Hashable, Sendable {
  /// How values become colours.
  public enum Colours: Hashable, Sendable {
    /// From white to dark blue, for values of one sign.
    case sequential
    /// From blue over white, which is 0, to red.
    case diverging
  }

  /// Before the rows.
  public var rows: [String]
  /// Above the columns.
  public var columns: [String]
  /// Row by row; one that is not finite leaves its cell empty.
  public var values: [[Double]]
  /// Digits behind the point.
  public var digits: Int
  public var colours: Colours
  /// What a row is, and what a column is; may be empty.
  public var rowLabel: String
  public var columnLabel: String

  /// A matrix.
  /// - Parameter colours: diverging unless said where a value is negative.
  /// - Precondition: there is a value for each row and column.
  public init(
    rows: [String], columns: [String], values: [[Double]], digits: Int = 2, colours: Colours? = nil,
    rowLabel: String = "", columnLabel: String = ""
  ) {
    precondition(values.count == rows.count && values.allSatisfy { $0.count == columns.count }, "a ragged matrix")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.digits = digits
    self.colours = colours ?? (values.joined().contains { $0 < 0 } ? .diverging : .sequential)
    self.rowLabel = rowLabel
    self.columnLabel = columnLabel
  }
}
