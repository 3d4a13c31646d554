import Dataflow
import Images

/// Draws a sheet whose layout is known.
struct MontageDrawing {
  let style: Montage.Style
  let texts: MontageTexts

  /// - Parameter members: the pictures, in the layout's order.
  func draw(_ sheet: MontageLayout.Sheet, _ members: [Item<Image>]) throws -> Image {
    let images = members.map(\.value)
    if let other = images.first(where: { $0.size != images[0].size }) {
      throw MontageError.sizes(images[0].size, other.size)
    }
    var contact = ContactSheet(
      rows: Self.grid(sheet, images.map { $0 }, empty: nil), style: ContactSheet.Style(enlargement: style.enlarge))
    if let captions = texts.captions(members) { contact.captions = Self.grid(sheet, captions, empty: "") }
    contact.title = texts.title(members) ?? (style.labels ? sheet.title : nil)
    contact.columnLabels =
      texts.columnLabels(sheet, members) ?? (style.labels ? Self.signed(sheet.columnLabels) : [])
    contact.rowLabels = texts.rowLabels(sheet, members) ?? (style.labels ? Self.signed(sheet.rowLabels) : [])
    if style.mark == .keys { contact.framed = Self.keys(sheet, members) }
    if let gap = style.gap { contact.style.gap = gap }
    if contact.isBare { contact.style.margin = contact.style.gap }
    return try contact.drawn()
  }

  private static func grid<Cell>(_ sheet: MontageLayout.Sheet, _ values: [Cell], empty: Cell) -> [[Cell]] {
    let columns = (sheet.members.map(\.column).max() ?? 0) + 1
    let rows = (sheet.members.map(\.row).max() ?? 0) + 1
    var cells = Array(repeating: Array(repeating: empty, count: columns), count: rows)
    for (member, value) in zip(sheet.members, values) { cells[member.row][member.column] = value }
    return cells
  }

  private static func keys(_ sheet: MontageLayout.Sheet, _ members: [Item<Image>]) -> Set<ContactSheet.Cell> {
    let keys = zip(sheet.members, members).filter { $0.1.carried[FactsKey.self]?.isKey ?? false }
    return Set(keys.map { ContactSheet.Cell(row: $0.0.row, column: $0.0.column) })
  }

  /// Where some numbers are negative, the others show their sign too.
  private static func signed(_ labels: [String]) -> [String] {
    let numbers = labels.map { Double($0) }
    guard numbers.contains(where: { ($0 ?? 0) < 0 }) else { return labels }
    return zip(labels, numbers).map { label, number in (number ?? 0) > 0 ? "+" + label : label.withMinusSigns }
  }
}

extension ContactSheet {
  /// Whether nothing but pictures stands on it.
  fileprivate var isBare: Bool { title == nil && columnLabels.isEmpty && rowLabels.isEmpty && captions.isEmpty }
}
