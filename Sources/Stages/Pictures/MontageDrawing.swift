import Images

/// Draws a sheet whose layout is known.
struct MontageDrawing {
  let style: Montage.Style

  /// - Parameter images: the members' pictures, in the layout's order.
  func draw(_ sheet: MontageLayout.Sheet, _ images: [Image]) throws -> Image {
    if let other = images.first(where: { $0.size != images[0].size }) {
      throw MontageError.sizes(images[0].size, other.size)
    }
    let columns = (sheet.members.map(\.column).max() ?? 0) + 1
    let rows = (sheet.members.map(\.row).max() ?? 0) + 1
    var cells = [[Image?]](repeating: Array(repeating: nil, count: columns), count: rows)
    for (member, image) in zip(sheet.members, images) { cells[member.row][member.column] = image }
    var contact = ContactSheet(rows: cells, style: ContactSheet.Style(enlargement: style.enlarge))
    if style.labels {
      contact.title = sheet.title
      contact.columnLabels = Self.signed(sheet.columnLabels)
      contact.rowLabels = Self.signed(sheet.rowLabels)
    } else {
      contact.style.margin = style.gap ?? contact.style.gap
    }
    if let gap = style.gap { contact.style.gap = gap }
    return try contact.drawn()
  }

  /// Where some numbers are negative, the others show their sign too.
  private static func signed(_ labels: [String]) -> [String] {
    let numbers = labels.map { Double($0) }
    guard numbers.contains(where: { ($0 ?? 0) < 0 }) else { return labels }
    return zip(labels, numbers).map { label, number in (number ?? 0) > 0 ? "+" + label : label.replacingMinus }
  }
}

extension String {
  /// With the typographic minus sign.
  fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
