/// Where everything of a contact sheet stands.
struct ContactSheetLayout {
  /// The whole sheet.
  let size: PixelSize
  /// The upper left corner of the first cell.
  private let left: Int
  private let top: Int
  private let cell: PixelSize
  /// Under each picture, for its caption.
  private let below: Int
  private let style: ContactSheet.Style

  struct Label: Equatable {
    let text: String
    let x: Int
    let y: Int
  }

  /// Between a label and what it belongs to, for each pixel of the font.
  private static let labelDistance = 4
  /// The longest row label in letters.
  private static let longestRowLabel = 24

  init(_ sheet: ContactSheet) {
    let style = sheet.style
    let images = sheet.rows.joined().compactMap { $0 }
    let columns = max(sheet.rows.map(\.count).max() ?? 0, sheet.columnLabels.count)
    let rows = max(sheet.rows.count, sheet.rowLabels.count)
    cell = PixelSize(
      width: (images.map(\.size.width).max() ?? 1) * style.enlargement,
      height: (images.map(\.size.height).max() ?? 1) * style.enlargement)
    let line = (LabelFont.cell.height + Self.labelDistance) * style.labelScale
    below = sheet.captions.joined().contains { !$0.isEmpty } ? line : 0
    let beside = sheet.rowLabels.map { Self.width(Self.rowLabel($0), style) }.max() ?? 0
    let before = beside == 0 ? 0 : beside + 2 * Self.labelDistance * style.labelScale
    left = style.margin + before
    // A title keeps twice the distance.
    let above = sheet.title == nil ? 0 : line + Self.labelDistance * style.labelScale
    top = style.margin + above + (sheet.columnLabels.isEmpty ? 0 : line)
    size = PixelSize(
      width: left + max(1, columns * (cell.width + style.gap) - style.gap) + style.margin,
      height: top + max(1, rows * (cell.height + below + style.gap) - style.gap) + style.margin)
    self.style = style
  }

  /// The box of a picture at its enlarged size, in the middle of its cell.
  func place(of image: Image, column: Int, row: Int) -> CropBox {
    let enlarged = PixelSize(
      width: image.size.width * style.enlargement, height: image.size.height * style.enlargement)
    return CropBox(enlarged, centredIn: box(column: column, row: row))
  }

  /// The box of a frame around a picture, a third as wide as the gap, so that neighbours' frames do not touch.
  func frame(around box: CropBox) -> CropBox {
    let width = max(1, style.gap / 3)
    return CropBox(left: box.left - width, top: box.top - width, right: box.right + width, bottom: box.bottom + width)
  }

  /// Title above the cells, column labels in the middle above their columns, row labels flush right before their rows, captions in the
  /// middle under their pictures.
  func labels(of sheet: ContactSheet) -> [Label] {
    let scale = style.labelScale
    let line = (LabelFont.cell.height + Self.labelDistance) * scale
    let title = sheet.title.map {
      Label(text: Canvas.label($0, fitting: size.width - left - style.margin, scale: scale), x: left, y: style.margin)
    }
    let columns = sheet.columnLabels.enumerated().map { column, name in
      let text = Canvas.label(name, fitting: cell.width, scale: scale)
      let x = box(column: column, row: 0).left + (cell.width - Self.width(text, style)) / 2
      return Label(text: text, x: x, y: top - line)
    }
    let rows = sheet.rowLabels.enumerated().map { row, name in
      let text = Self.rowLabel(name)
      let x = left - 2 * Self.labelDistance * scale - Self.width(text, style)
      // The middle of a capital letter stands at the middle of the row.
      return Label(text: text, x: x, y: box(column: 0, row: row).top + (cell.height - LabelFont.ascent * scale) / 2)
    }
    return (title.map { [$0] } ?? []) + columns + rows + captions(of: sheet)
  }

  private func captions(of sheet: ContactSheet) -> [Label] {
    sheet.captions.enumerated().flatMap { row, texts in
      texts.enumerated().filter { !$0.element.isEmpty }.map { column, caption in
        let text = Canvas.label(caption, fitting: cell.width, scale: style.labelScale)
        let box = box(column: column, row: row)
        return Label(
          text: text, x: box.left + (cell.width - Self.width(text, style)) / 2,
          y: box.top + cell.height + Self.labelDistance * style.labelScale)
      }
    }
  }

  private func box(column: Int, row: Int) -> CropBox {
    let x = left + column * (cell.width + style.gap)
    let y = top + row * (cell.height + below + style.gap)
    return CropBox(left: x, top: y, right: x + cell.width, bottom: y + cell.height)
  }

  private static func rowLabel(_ name: String) -> String {
    Canvas.label(name, fitting: longestRowLabel * (LabelFont.cell.width + LabelFont.gap))
  }

  private static func width(_ text: String, _ style: ContactSheet.Style) -> Int {
    Canvas.labelSize(text, scale: style.labelScale).width
  }
}
