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
  /// What is written on a sheet beside its labels.
  public var wording: Wording
  private var layout = MontageLayout(columns: nil, rows: nil)
  private var texts = MontageTexts()

  /// The most pictures on one sheet.
  public static let maximumMembers = 10_000

  /// Without columns and rows all items stand in one line.
  public init(
    columns: String? = nil, rows: String? = nil, style: Style = Style(), wording: Wording = Wording()
  ) {
    self.columns = columns
    self.rows = rows
    self.style = style
    self.wording = wording
  }

  /// Looks the sweeps up that run along the edges.
  public mutating func prepare(_ environment: Environment) throws {
    if style.mark == .keys, let gap = style.gap, gap < 3 {
      throw FieldError("gap", "mark: keys needs a gap of at least 3 pixels for its frames, not \(gap)")
    }
    let coordinates = environment[Checker.UpstreamCoordinates.self]
    layout = MontageLayout(
      columns: try columns.map { try axis($0, "columns", coordinates) } ?? (rows == nil ? .item : nil),
      rows: try rows.map { try axis($0, "rows", coordinates) })
    texts = try MontageTexts(wording, coordinates: coordinates, facts: environment[UpstreamFacts.self] ?? [])
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
    return [try MontageDrawing(style: style, texts: texts).draw(sheet, members)]
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
