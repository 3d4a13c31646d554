public import Dataflow

/// Why there is no chain grid.
public enum ChainGridError: Error, Hashable, Sendable {
  case columnsMissing
  case columnsTwice
  case tooFew(Int, columns: Int)
  case tooLarge(columns: Int, rows: Int)
  case unequalSweeps(ItemID)
}

extension ChainGridError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .columnsMissing: "a chain grid of one input needs \"columns\": how many of its items make the first row"
    case .columnsTwice: "with two inputs the first one is the first row; take \"columns\" out"
    case .tooFew(let count, let columns):
      "a chain grid of \(columns) columns needs at least \(columns + 1) items, but there \(count == 1 ? "is" : "are") "
        + "\(count)"
    case .tooLarge(let columns, let rows):
      "the chain grid would have \(columns) × \(rows) cells; at most \(ChainGrid.maximumCells) fit, so use --limit or "
        + "fewer items"
    case .unequalSweeps(let id):
      "the two inputs of a chain grid must have been through the same sweeps, but no column goes with \(id)"
    }
  }
}
