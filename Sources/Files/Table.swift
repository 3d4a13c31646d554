/// A table of texts with a header: CSV as RFC 4180 has it, or columns apart by tabs, semicolons or blanks.
public struct Table: Sendable {
  /// The name of the file, for messages.
  public let name: String

  /// The names of the columns.
  public let header: [String]

  /// The number of rows, the header left out.
  public var rowCount: Int { lines.count }

  /// All cells, quotes resolved, one after the other, and where each ends.
  private let text: [UInt8]
  private let ends: [Int]

  /// The line of the file in which each row begins.
  private let lines: [Int]

  /// Reads a table.
  ///
  /// The separator is the one that the header has most of. A byte order mark, a first line that is only a count (as in
  /// CelebA's `list_attr_celeba.txt`), blank lines and a line end at the end are passed over. Where columns are apart by
  /// blanks, a header with one name less than the rows have cells lacks the first, the image's: it is `image_id`.
  /// - Throws: for a row with more or fewer cells than the header, a quotation mark that is never closed, a name that
  ///   occurs twice, bytes that are not UTF-8.
  public init(name: String, bytes: [UInt8]) throws(TableError) {
    var reader = try TableReader(name: name, bytes: bytes)
    var header = try reader.header()
    var cells = TableCells(capacity: bytes.count)
    var lines: [Int] = []
    while let line = try reader.row(into: &cells) {
      let count = cells.finishRow()
      if lines.isEmpty, reader.separator == .blanks, count == header.count + 1 { header.insert("image_id", at: 0) }
      guard count == header.count else {
        throw TableError(name, line: line, .raggedRow(expected: header.count, found: count))
      }
      lines.append(line)
    }
    if let twice = Self.firstRepeated(in: header) { throw TableError(name, line: nil, .repeatedColumn(twice)) }
    self.name = name
    self.header = header
    self.lines = lines
    text = cells.text
    ends = cells.ends
  }

  /// The text of a cell.
  /// - Precondition: there are such a row and such a column.
  public subscript(row: Int, column: Int) -> String { String(decoding: cell(row, column), as: UTF8.self) }

  /// The rows by what their first cell names; of rows of one name the first.
  public var rowsByName: [String: Int] {
    Dictionary((0..<rowCount).map { (self[$0, 0], $0) }) { first, _ in first }
  }

  /// The line of the file, counted from 1, in which a row begins.
  public func line(ofRow row: Int) -> Int { lines[row] }

  /// The place of a column.
  /// - Throws: an error that knows the names there are.
  public func column(_ column: String) throws(TableError) -> Int {
    guard let index = header.firstIndex(of: column) else {
      throw TableError(name, line: nil, .noColumn(column, columns: header))
    }
    return index
  }

  /// A number in a cell.
  /// - Throws: if the cell is not a finite number.
  public func number(_ row: Int, _ column: Int) throws(TableError) -> Double {
    let text = self[row, column]
    guard let value = Double(text), value.isFinite else {
      throw TableError(name, line: lines[row], .notANumber(text, column: header[column]))
    }
    return value
  }

  /// A column of labels, `true` for 1 and `false` for 0 or −1.
  /// - Throws: for the first cell that is something else.
  public func labels(_ column: Int) throws(TableError) -> [Bool] {
    var labels: [Bool] = []
    labels.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      switch cell(row, column) {
      case [UInt8(ascii: "1")]: labels.append(true)
      case [UInt8(ascii: "0")], [UInt8(ascii: "-"), UInt8(ascii: "1")]: labels.append(false)
      default: throw TableError(name, line: lines[row], .notALabel(self[row, column], column: header[column]))
      }
    }
    return labels
  }

  private func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    precondition(header.indices.contains(column), "there is no column \(column)")
    let index = row * header.count + column
    return text[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  private static func firstRepeated(in names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
