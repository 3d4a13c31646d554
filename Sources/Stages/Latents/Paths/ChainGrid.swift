public import Dataflow
import Tensors

/// A grid of analogies: from its first row and its first column, each further cell is left + (up − up-left).
public struct ChainGrid: GatherStage, RecipeStage {
  /// The most cells of one grid.
  public static let maximumCells = 10_000

  /// How many of the items stand in the first row; the others go down the first column. Nil with two inputs.
  public var columns: Int?
  /// Whether each cell gets the mean norm of the three it comes from.
  public var rescale: Bool

  /// One input with so many columns, or two inputs: the first row, and the first column below it.
  public init(columns: Int? = nil, rescale: Bool = true) {
    self.columns = columns
    self.rescale = rescale
  }

  /// Adds row and column, from 1.
  public func coordinates(from inputs: [String]) -> [String] { inputs + GridPlace.coordinates }

  /// What captions can show.
  public var facts: [String] { ["at"] }

  /// A grid for each place of the sweeps before it.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    inputs.count == 1 ? try ofOne(inputs[0]) : try ofTwo(inputs[0], inputs[1])
  }

  /// All cells, row by row.
  public func combine(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Latent] {
    try emit(members, into: outputs, run).map(\.value)
  }

  /// All cells, row by row; those of the first row and column are keys and tell which picture they come from.
  public func emit(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Latent>] {
    try UnlikeLatents.refuse(members)
    guard let last = outputs.last.flatMap({ GridPlace($0) }) else { return [] }
    var cells: [Emission<Latent>] = []
    for place in GridPlace.all(columns: last.column, rows: last.row) {
      if let key = place.key(columns: last.column) {
        let facts = Facts(isKey: true, ["at": .text(members[key].id.stem)])
        cells.append(Emission(members[key].value, carried: Carried(facts)))
      } else {
        let (left, up) = (cells.count - 1, cells.count - last.column)
        let cell = cell(cells[left].value.tensor, cells[up].value.tensor, cells[up - 1].value.tensor)
        cells.append(Emission(Latent(cell), carried: Carried(Facts(["at": .text("")]))))
      }
    }
    return cells
  }

  /// left + (up − up-left), with the mean norm of the three if wanted.
  func cell(_ left: Tensor, _ up: Tensor, _ upLeft: Tensor) -> Tensor {
    let sum = Analogy.answer(upLeft, up, left)
    let norm = sum.norm
    guard rescale, norm > 0 else { return sum }
    let factor = (left.norm + up.norm + upLeft.norm) / 3 / norm
    return sum.map { Float(Double($0) * factor) }
  }

  private func ofOne(_ listing: PortListing) throws -> [Group] {
    guard let columns else { throw ChainGridError.columnsMissing }
    return try listing.runs.map { run in
      guard run.positions.count > columns else { throw ChainGridError.tooFew(run.positions.count, columns: columns) }
      let ids = run.positions.map { listing.ids[$0] }
      return Group(
        members: run.positions.map { Group.Member(position: $0) },
        outputs: try outputs(ids, columns: columns, run.coordinates))
    }
  }

  private func ofTwo(_ row: PortListing, _ column: PortListing) throws -> [Group] {
    guard columns == nil else { throw ChainGridError.columnsTwice }
    let downwards = Dictionary(uniqueKeysWithValues: column.runs.map { ($0.coordinates, $0.positions) })
    return try row.runs.map { run in
      guard let down = downwards[run.coordinates] else { throw ChainGridError.unequalSweeps(row.ids[run.positions[0]]) }
      let ids = run.positions.map { row.ids[$0] } + down.map { column.ids[$0] }
      return Group(
        members: run.positions.map { Group.Member(position: $0) } + down.map { Group.Member(port: 1, position: $0) },
        outputs: try outputs(ids, columns: run.positions.count, run.coordinates))
    }
  }

  private func outputs(_ ids: [ItemID], columns: Int, _ coordinates: [Coordinate]) throws -> [ItemID] {
    let rows = ids.count + 1 - columns
    guard columns * rows <= Self.maximumCells else { throw ChainGridError.tooLarge(columns: columns, rows: rows) }
    let key = ItemKey.pair(ids[0].key, ids[ids.count - 1].key)
    return GridPlace.all(columns: columns, rows: rows).map {
      ItemID(key: key, coordinates: coordinates + $0.coordinates)
    }
  }
}

extension ChainGrid {
  static let columns = Field.integer(
    "columns", in: 2...1_000, help: "with one input: how many of its items make the first row")
  static let rescale = Field.boolean(
    "rescale", default: true, help: "whether each cell gets the mean norm of the three it comes from")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "chain grid",
    summary: "A grid of analogies from its first row and first column: each cell is left + (up − up-left).",
    details:
      "With one input, its first items make the first row and the others go down the first column; with two, the "
      + "first input is the first row and the second what stands below its corner. Adds the coordinates row and column, "
      + "from 1; it is called first~last. Captions of `montage` can show as {at} the name of the picture that a cell of "
      + "the first row or column comes from, and `mark: keys` frames these.",
    forms: [.init(.latents, .latents)], inputs: ["row", "column"],
    fields: [columns.declaration, rescale.declaration], example: "- chain grid: {columns: 4}"
  ) { .gather(ChainGrid(columns: try $0.optional(columns), rescale: try $0(rescale))) }
}

extension Tensor {
  /// The length as a vector.
  fileprivate var norm: Double {
    (0..<count).reduce(0) { $0 + Double(self[$1]) * Double(self[$1]) }.squareRoot()
  }
}
