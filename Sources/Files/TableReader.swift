/// The cells that were read: their bytes one after the other, and where each ends.
struct TableCells {
  var text: [UInt8] = []
  private(set) var ends: [Int] = []
  private var rowStart = 0

  init(capacity: Int) {
    text.reserveCapacity(capacity)
    ends.reserveCapacity(capacity / 3)
  }

  /// Ends a cell behind the bytes that were added last.
  mutating func finishCell() { ends.append(text.count) }

  /// The number of cells of the row that ends here.
  mutating func finishRow() -> Int {
    defer { rowStart = ends.count }
    return ends.count - rowStart
  }
}

/// Reads a table row by row.
struct TableReader {
  enum Separator: Hashable {
    case byte(UInt8)
    case blanks
  }

  private let name: String
  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1
  private(set) var separator = Separator.byte(UInt8(ascii: ","))

  init(name: String, bytes: [UInt8]) throws(TableError) {
    self.name = name
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let line = Self.firstInvalidLine(bytes) { throw TableError(name, line: line, .notUTF8) }
  }

  /// The names of the columns; decides which separator the table has.
  mutating func header() throws(TableError) -> [String] {
    skipBlankLines()
    let start = (offset: offset, line: line)
    let first = firstLine
    if !first.isEmpty, first.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: " ") }) {
      offset += first.count
      skipBlankLines()
      // A table of one column may have a number for its name.
      if offset == bytes.count || !firstLine.contains(UInt8(ascii: " ")) { (offset, line) = start }
    }
    separator = Self.separator(of: firstLine)
    var cells = TableCells(capacity: firstLine.count)
    guard try row(into: &cells) != nil else { throw TableError(name, line: nil, .empty) }
    return zip([0] + cells.ends, cells.ends).map { String(decoding: cells.text[$0..<$1], as: UTF8.self) }
  }

  /// Adds the cells of the next row; the line in which it begins, or nil at the end.
  mutating func row(into cells: inout TableCells) throws(TableError) -> Int? {
    skipBlankLines()
    guard offset < bytes.count else { return nil }
    let first = line
    while true {
      if bytes[offset] == UInt8(ascii: "\"") { try quotedCell(into: &cells) } else { plainCell(into: &cells) }
      guard offset < bytes.count, !isLineEnd(bytes[offset]) else { return first }
      guard isSeparator(bytes[offset]) else { throw TableError(name, line: line, .textAfterQuote) }
      skipSeparator()
      if separator == .blanks, offset == bytes.count || isLineEnd(bytes[offset]) { return first }
      if offset == bytes.count {
        cells.finishCell()
        return first
      }
    }
  }

  private mutating func plainCell(into cells: inout TableCells) {
    let start = offset
    while offset < bytes.count, !isLineEnd(bytes[offset]), !isSeparator(bytes[offset]) { offset += 1 }
    cells.text += bytes[start..<offset]
    cells.finishCell()
  }

  private mutating func quotedCell(into cells: inout TableCells) throws(TableError) {
    let opened = line
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard offset < bytes.count, bytes[offset] == byte else { return cells.finishCell() }
        offset += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      cells.text.append(byte)
    }
    throw TableError(name, line: opened, .openQuote)
  }

  /// To the next line that has something in it.
  private mutating func skipBlankLines() {
    while offset < bytes.count, isLineEnd(bytes[offset]) || (separator == .blanks && isSeparator(bytes[offset])) {
      let isPair = bytes[offset] == UInt8(ascii: "\r") && bytes[offset...].dropFirst().first == UInt8(ascii: "\n")
      if isLineEnd(bytes[offset]) { line += 1 }
      offset += isPair ? 2 : 1
    }
  }

  private mutating func skipSeparator() {
    offset += 1
    while separator == .blanks, offset < bytes.count, isSeparator(bytes[offset]) { offset += 1 }
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    switch separator {
    case .byte(let separator): byte == separator
    case .blanks: byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private var firstLine: ArraySlice<UInt8> { bytes[offset...].prefix { !isLineEnd($0) } }

  /// The one of comma, semicolon and tab that stands most often outside quotes; blanks if there is none of them.
  private static func separator(of line: ArraySlice<UInt8>) -> Separator {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let best = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    if let best, counts[best] != nil { return .byte(best) }
    return counts[UInt8(ascii: " ")] == nil ? .byte(UInt8(ascii: ",")) : .blanks
  }

  private static func firstInvalidLine(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var (decoder, input, line) = (UTF8(), bytes.makeIterator(), 1)
    while case .scalarValue(let scalar) = decoder.decode(&input) { if scalar == "\n" { line += 1 } }
    return line
  }
}
