/// Why a table cannot be read, or lacks what is wanted.
public struct TableError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// There is not even a header.
    case empty
    /// The text is not UTF-8.
    case notUTF8
    /// A quotation mark is never closed.
    case openQuote
    /// There is text between a closing quotation mark and the separator.
    case textAfterQuote
    /// A row has more or fewer cells than there are columns.
    case raggedRow(expected: Int, found: Int)
    /// Two columns have the same name.
    case repeatedColumn(String)
    /// No column has the name.
    case noColumn(String, columns: [String])
    /// The cell must be a number.
    case notANumber(String, column: String)
    /// The cell must be 1 or 0, or 1 or −1.
    case notALabel(String, column: String)
  }

  /// The name of the file.
  public let file: String

  /// The line, counted from 1; nil if it concerns the whole file.
  public let line: Int?

  /// What is wrong.
  public let problem: Problem

  /// An error in a file.
  public init(_ file: String, line: Int?, _ problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }
}

extension TableError: CustomStringConvertible {
  /// As `faces.csv:7: this row has 3 cells, but there are 4 columns`.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(problem.wording)" }
}

extension TableError.Problem {
  fileprivate var wording: String {
    switch self {
    case .empty: "the table is empty; its first line must name the columns"
    case .notUTF8: "the text is not UTF-8; save the table as UTF-8"
    case .openQuote: "the quotation mark that opens here is never closed"
    case .textAfterQuote: "there is text after a closing quotation mark; double a quotation mark inside quotes"
    case .raggedRow(let expected, let found): "this row has \(found) cells, but there are \(expected) columns"
    case .repeatedColumn(let name): "two columns have the name \"\(name)\""
    case .noColumn(let name, let columns):
      "there is no column \"\(name)\"; the columns are \(columns.prefix(50).joined(separator: ", "))"
    case .notANumber(let text, let column): "\"\(text)\" in the column \"\(column)\" is not a number"
    case .notALabel(let text, let column): "\"\(text)\" in the column \"\(column)\" must be 1 or 0, or 1 or -1"
    }
  }
}
