public import Dataflow

extension Montage {
  static let columns = Field.text(
    "columns", help: "what runs from left to right: a sweep's name, item, or so many pictures to a line")
  static let rows = Field.text("rows", help: "what runs from top to bottom: a sweep's name, item, or so many lines")
  static let enlarge = Field.integer("enlarge", in: 1...16, default: 1, help: "each pixel becomes a square of so many")
  static let labels = Field.boolean("labels", default: false, help: "whether columns and rows say what they are")
  static let title = Field.text("title", help: "stands above everything, as \"{stem}: {length:.1f}\"")
  static let caption = Field.text("caption", help: "stands under each picture, as \"{strength:+.1f}\"")
  static let columnLabel = Field.text(
    "column label", help: "stands above each column, with the values of its first picture")
  static let rowLabel = Field.text("row label", help: "stands before each row, with the values of its first picture")
  static let mark = Field<Mark>.choice(
    "mark", default: .nothing, help: "keys: frames the pictures that were given, among those computed from them")
  static let gap = Field.integer(
    "gap", unit: "pixels", in: 0...200, help: "between the pictures; more for enlarged ones unless said")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "montage", summary: "Pictures side by side: a strip for each item, a grid over two sweeps, or one sheet of all.",
    details:
      "Sweeps that are no axis give sheets of their own; `rows: item` puts all items on one sheet, which is then "
      + "called montage. Without columns and rows all items stand in one line.\n\n"
      + "Texts have places as file names have: {stem}, {index}, the sweeps' values, as {strength:+.1f}, and what stages "
      + "tell of an item, as the {length} of the way on which it lies.",
    forms: [.init(.images, .images)],
    fields: [
      columns.declaration, rows.declaration, enlarge.declaration, labels.declaration, title.declaration,
      caption.declaration, columnLabel.declaration, rowLabel.declaration, mark.declaration, gap.declaration,
    ],
    example: "- montage: {columns: strength, rows: item, enlarge: 3, labels: true}"
  ) {
    let style = Style(
      enlarge: try $0(enlarge), labels: try $0(labels), gap: try $0.optional(gap), mark: try $0(mark))
    let wording = Wording(
      title: try $0.optional(title), caption: try $0.optional(caption), columnLabel: try $0.optional(columnLabel),
      rowLabel: try $0.optional(rowLabel))
    return .gather(
      Montage(columns: try $0.optional(columns), rows: try $0.optional(rows), style: style, wording: wording))
  }
}
