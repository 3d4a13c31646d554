extension Canvas {
  /// The pixels that a label takes: its letters five wide and nine high (two of them below the base line), times `scale`.
  public static func labelSize(_ text: String, scale: Int = 1) -> PixelSize {
    let step = LabelFont.cell.width + LabelFont.gap
    return PixelSize(
      width: max(0, text.count * step - LabelFont.gap) * scale, height: LabelFont.cell.height * scale)
  }

  /// The text, or as much of its beginning as fits into a width, with two dots for the rest.
  public static func label(_ text: String, fitting width: Int, scale: Int = 1) -> String {
    if labelSize(text, scale: scale).width <= width { return text }
    let count = (width / scale + LabelFont.gap) / (LabelFont.cell.width + LabelFont.gap)
    return count > 2 ? text.prefix(count - 2) + ".." : String(text.prefix(max(0, count)))
  }

  /// Writes one line in the built-in font: printable ASCII, `σ`, `−` and `×`; a box stands for any other letter.
  /// - Parameters:
  ///   - x: where the first letter's cell begins.
  ///   - y: the upper edge of the letters' cells; the base line is seven pixels, times `scale`, below.
  ///   - scale: the pixels of a pixel of the font.
  public mutating func draw(label text: String, x: Int, y: Int, scale: Int = 1, colour: Colour = .ink) {
    for (index, character) in text.enumerated() {
      let left = x + index * (LabelFont.cell.width + LabelFont.gap) * scale
      for (row, ink) in LabelFont.standard.glyph(character).enumerated() {
        for column in 0..<LabelFont.cell.width where ink & 0b10000 >> UInt8(column) != 0 {
          let (right, bottom) = (left + (column + 1) * scale, y + (row + 1) * scale)
          fill(CropBox(left: right - scale, top: bottom - scale, right: right, bottom: bottom), colour)
        }
      }
    }
  }
}
