import Images

extension MatrixPlot {
  func lay(on page: inout Page) {
    let size = Theme.textSize
    let rowNames = rows.map { LetterFont.standard.fitted($0, into: 170, size: size) }
    let columnNames = columns.map { LetterFont.standard.fitted($0, into: 170, size: size) }
    let left = (Theme.margin + (rowNames.map { page.textWidth($0) }.max() ?? 0) + 8).rounded(.up)
    let numbers = values.joined().filter(\.isFinite).map { page.textWidth(text($0), size: size) }.max() ?? 0
    let longest = columnNames.map { page.textWidth($0) }.max() ?? 0
    let room = page.width - left - Theme.margin
    let cell = min(72, max(numbers + 10, (room / Double(max(1, columns.count))).rounded(.down))).rounded(.up)
    let isTurned = longest > cell - 4
    // A turned name leans to the right beyond its column.
    let lean = isTurned ? longest * Self.cosine : 0
    page.width = max(page.width, left + cell * Double(columns.count) + max(0, lean - cell / 2) + Theme.margin)
    layLabels(left, cell, on: &page)
    page.top += isTurned ? longest * Self.sine + 12 : 12
    for (column, name) in columnNames.enumerated() {
      let middle = left + (Double(column) + 0.5) * cell
      page.add(
        .text(
          Lettering(
            text: name, place: Place(middle - (isTurned ? 2 : 0), page.top), size: size,
            anchor: isTurned ? .start : .middle,
            angle: isTurned ? Self.angle : 0)))
    }
    page.top += 8
    let height = 26.0
    for (row, name) in rowNames.enumerated() {
      let y = page.top + Double(row) * height
      page.write(name, left - 8, y + height / 2 + 4, .end, colour: Theme.ink)
      for (column, value) in values[row].enumerated() {
        lay(
          value,
          Box(left: left + Double(column) * cell, top: y, right: left + Double(column + 1) * cell, bottom: y + height),
          on: &page)
      }
    }
    page.top += Double(rows.count) * height
  }

  private static let angle = 40.0
  private static let cosine = 0.766
  private static let sine = 0.643

  /// What rows and columns are.
  private func layLabels(_ left: Double, _ cell: Double, on page: inout Page) {
    guard !columnLabel.isEmpty || !rowLabel.isEmpty else { return }
    page.top += 11
    if !rowLabel.isEmpty { page.write(rowLabel + " ↓", left - 8, page.top, .end) }
    if !columnLabel.isEmpty { page.write(columnLabel + " →", left, page.top) }
    page.top += 9
  }

  /// A cell with a white edge, and its number in the colour that shows on it.
  private func lay(_ value: Double, _ box: Box, on page: inout Page) {
    let colour = value.isFinite ? colour(value) : Theme.nothing
    page.fill(box.left, box.top, box.right - 1, box.bottom - 1, colour)
    let ink = colour.lightness > 0.58 ? Theme.ink : Colour.white
    page.write(
      value.isFinite ? text(value) : "–", box.centre.x - 0.5, box.centre.y + 3.5, .middle, colour: ink)
  }

  private func text(_ value: Double) -> String { NumberText.fixed(value, digits: digits) }

  private func colour(_ value: Double) -> Colour {
    let finite = values.joined().filter(\.isFinite)
    switch colours {
    case .diverging:
      let most = finite.map(abs).max() ?? 0
      return ColourMap.diverging.colour(most > 0 ? 0.5 + value / most / 2 * 0.85 : 0.5)
    case .sequential:
      let (least, most) = (min(0, finite.min() ?? 0), finite.max() ?? 0)
      return ColourMap.sequential.colour(most > least ? (value - least) / (most - least) * 0.9 : 0)
    }
  }
}
