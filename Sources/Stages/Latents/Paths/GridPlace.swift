import Dataflow

/// A place on a grid, counted from 1 at its upper left corner.
struct GridPlace: Hashable, Sendable {
  let row: Int
  let column: Int

  /// The names of the coordinates it has.
  static let coordinates = ["row", "column"]

  /// As a sweep would add them.
  var coordinates: [Coordinate] { [Coordinate("row", Double(row)), Coordinate("column", Double(column))] }

  /// All places, row by row.
  static func all(columns: Int, rows: Int) -> [GridPlace] {
    (1...rows).flatMap { row in (1...columns).map { GridPlace(row: row, column: $0) } }
  }
}

extension GridPlace {
  /// The place that the last two coordinates of a name tell, if they do.
  init?(_ id: ItemID) {
    let last = id.coordinates.suffix(2).map(\.value)
    guard case .number(let row)? = last.first, case .number(let column)? = last.last, last.count == 2 else {
      return nil
    }
    self.init(row: Int(row), column: Int(column))
  }

  /// Which of a grid's keys stands there: those of the first row, then those down the first column; nil elsewhere.
  func key(columns: Int) -> Int? {
    if row == 1 { return column - 1 }
    return column == 1 ? columns + row - 2 : nil
  }
}

extension ItemID {
  /// The name of the item's file without folder and extension.
  var stem: String { ItemKey(key).stem }
}
