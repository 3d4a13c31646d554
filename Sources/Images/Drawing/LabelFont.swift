/// The letters of labels: a bitmap font drawn for this project, five pixels wide, seven high above the base line and
/// two below it. It has the printable ASCII characters and `σ`, `−` and `×`.
struct LabelFont: Sendable {
  /// The size of a letter's cell, without the gap to its neighbours.
  static let cell = PixelSize(width: 5, height: 9)
  /// The rows of a cell above the base line.
  static let ascent = 7
  /// Columns between neighbouring cells.
  static let gap = 1

  /// A letter: for each row from the top its pixels, the leftmost in the highest of five bits.
  typealias Glyph = [UInt8]

  /// Drawn once from the sheet, when the first label is.
  static let standard = LabelFont(sheet: labelFontSheet)

  private let glyphs: [Character: Glyph]

  /// What stands for a letter that the font lacks: an empty box.
  private static let box: Glyph = [0b11111, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11111, 0, 0]

  /// The letter's pixels.
  func glyph(_ character: Character) -> Glyph { glyphs[character] ?? Self.box }

  /// - Parameter sheet: bands of ten lines: the letters of the band, each above its cell, then the rows of the cells,
  ///   with `#` for ink; cells stand six columns apart.
  private init(sheet: String) {
    var glyphs: [Character: Glyph] = [:]
    let lines = sheet.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    for band in stride(from: 0, to: lines.count - Self.cell.height, by: Self.cell.height + 1) {
      for left in stride(from: 0, to: lines[band].count, by: Self.cell.width + Self.gap) {
        let rows = lines[band + 1...band + Self.cell.height]
        glyphs[lines[band][left]] = rows.map { row in
          (left..<left + Self.cell.width).reduce(0) { $0 << 1 | ($1 < row.count && row[$1] == "#" ? 1 : 0) }
        }
      }
    }
    glyphs[" "] = Glyph(repeating: 0, count: Self.cell.height)
    self.glyphs = glyphs
  }
}
