/// Text in aligned columns.
struct TextTable {
  /// How a column stands.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private let indent: String
  private var rows: [[String]] = []

  /// - Parameter indent: so many blanks before each line.
  init(_ alignments: [Alignment], indent: Int = 0) {
    self.alignments = alignments
    self.indent = String(repeating: " ", count: indent)
  }

  /// Adds a line; missing cells are empty.
  mutating func add(_ cells: String...) { add(cells) }

  /// Adds a line; missing cells are empty.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  var isEmpty: Bool { rows.isEmpty }

  /// The lines, two blanks between the columns, nothing after the last cell.
  var lines: [String] {
    let widths = alignments.indices.map { column in rows.map { cell($0, column).count }.max() ?? 0 }
    return rows.map { row in
      var line = indent
      var gap = 0
      for column in alignments.indices where widths[column] > 0 {
        let text = cell(row, column)
        let blanks = widths[column] - text.count
        guard !text.isEmpty else {
          gap += widths[column] + 2
          continue
        }
        line += String(repeating: " ", count: gap + (alignments[column] == .right ? blanks : 0)) + text
        gap = 2 + (alignments[column] == .left ? blanks : 0)
      }
      return line
    }
  }

  private func cell(_ row: [String], _ column: Int) -> String { column < row.count ? row[column] : "" }
}

/// Text in lines of a readable length.
enum Wrapping {
  /// The words of a text in lines of at most so many characters; a longer word stands alone.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
