public import Dataflow
import Documents
public import Images
import Recipes

/// Pictures side by side: strips, grids and sheets.
public struct Montage: GatherStage, RecipeStage {
  /// What runs along an edge: a sweep by its name, the items, or so many pictures to a line.
  public var columns: String?
  /// What runs from top to bottom.
  public var rows: String?
  /// How a sheet looks.
  public var style: Style
  private var layout = MontageLayout(columns: nil, rows: nil)

  /// How a sheet looks.
  public struct Style: Sendable, Hashable {
    /// Each pixel becomes a square of so many; 1 leaves the picture as it is.
    public var enlarge: Int
    /// Whether columns and rows say what they are.
    public var labels: Bool
    /// Pixels between the pictures; nil goes with the enlargement.
    public var gap: Int?

    /// Plain sheets unless said.
    public init(enlarge: Int = 1, labels: Bool = false, gap: Int? = nil) {
      self.enlarge = enlarge
      self.labels = labels
      self.gap = gap
    }
  }

  /// The most pictures on one sheet.
  public static let maximumMembers = 10_000

  /// Without columns and rows all items stand in one line.
  public init(columns: String? = nil, rows: String? = nil, style: Style = Style()) {
    self.columns = columns
    self.rows = rows
    self.style = style
  }

  /// Looks the sweeps up that run along the edges.
  public mutating func prepare(_ environment: Environment) throws {
    let coordinates = environment[Checker.UpstreamCoordinates.self]
    layout = MontageLayout(
      columns: try columns.map { try axis($0, "columns", coordinates) } ?? (rows == nil ? .item : nil),
      rows: try rows.map { try axis($0, "rows", coordinates) })
  }

  /// What runs along an edge is no coordinate any more.
  public func coordinates(from inputs: [String]) -> [String] { inputs.filter { $0 != columns && $0 != rows } }

  /// A group for each sheet.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    try layout.sheets(inputs[0].ids).map { sheet in
      guard sheet.members.count <= Self.maximumMembers else { throw MontageError.tooMany(sheet.members.count) }
      return Group(members: sheet.members.map { Group.Member(position: $0.position) }, outputs: [sheet.name])
    }
  }

  /// One sheet.
  public func combine(_ members: [Item<Image>], into outputs: [ItemID], _ run: RunContext) throws -> [Image] {
    guard let sheet = layout.sheets(members.map(\.id)).first else { throw NotPrepared(stage: "montage") }
    return [try MontageDrawing(style: style).draw(sheet, members.map(\.value))]
  }

  /// - Parameter coordinates: nil where the pipeline does not know them before it runs.
  private func axis(_ name: String, _ field: String, _ coordinates: [String]?) throws -> MontageLayout.Axis {
    if name == "item" { return .item }
    if let count = Int(name) {
      guard count > 0 else { throw FieldError(field, "\"\(field)\" takes a number from 1 on") }
      return .count(count)
    }
    if let coordinates, !coordinates.contains(name) {
      let known = coordinates + ["item"]
      let nearest = NearestName.hint(for: name, among: known)
      let has = "; it can be \(known.joined(separator: ", ")) or a number of pictures"
      throw FieldError(field, "no sweep is called \"\(name)\" here\(nearest.isEmpty ? has : nearest)")
    }
    return .coordinate(name)
  }
}

extension Montage {
  static let columns = Field.text(
    "columns", help: "what runs from left to right: a sweep's name, item, or so many pictures to a line")
  static let rows = Field.text("rows", help: "what runs from top to bottom: a sweep's name, item, or so many lines")
  static let enlarge = Field.integer("enlarge", in: 1...16, default: 1, help: "each pixel becomes a square of so many")
  static let labels = Field.boolean("labels", default: false, help: "whether columns and rows say what they are")
  static let gap = Field.integer(
    "gap", unit: "pixels", in: 0...200, help: "between the pictures; more for enlarged ones unless said")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "montage", summary: "Pictures side by side: a strip for each item, a grid over two sweeps, or one sheet of all.",
    details:
      "Sweeps that are no axis give sheets of their own; `rows: item` puts all items on one sheet, which is then "
      + "called montage. Without columns and rows all items stand in one line.",
    forms: [.init(.images, .images)],
    fields: [columns.declaration, rows.declaration, enlarge.declaration, labels.declaration, gap.declaration],
    example: "- montage: {columns: strength, rows: item, enlarge: 3, labels: true}"
  ) {
    let style = Style(enlarge: try $0(enlarge), labels: try $0(labels), gap: try $0.optional(gap))
    return .gather(Montage(columns: try $0.optional(columns), rows: try $0.optional(rows), style: style))
  }
}

/// Why pictures cannot stand on one sheet.
public enum MontageError: Error, Hashable, Sendable {
  case tooMany(Int)
  case sizes(PixelSize, PixelSize)
}

extension MontageError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooMany(let count):
      "one sheet would hold \(count) pictures; at most \(Montage.maximumMembers) stand on one, so use --limit or make a "
        + "sheet for each item"
    case .sizes(let first, let other):
      "the pictures of one sheet must be of one size, but here are \(first) and \(other)"
    }
  }
}
