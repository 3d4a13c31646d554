public import Files

/// Why disentanglement cannot be measured.
public enum FactorError: Error, Hashable, Sendable {
  /// The table does not name pictures.
  case missing(String, count: Int, table: Path)
  /// All pictures have the same factors.
  case noneVaries(String, columns: [String])
  /// A classifier needs two factors to tell apart.
  case oneFactor(String)
  /// There are too few pictures.
  case tooFew(Int, least: Int)
}

extension FactorError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .missing(let first, let count, let table):
      "\(table) has no row for \(first)" + (count > 1 ? " and \(count - 1) more pictures" : "")
        + "; its first column must name every picture by its path below the folder"
    case .noneVaries(let source, let columns):
      columns.isEmpty
        ? "\(source) has no factors: a column is expected for each, after the pictures' names"
        : "no factor of \(source) varies over these pictures (\(columns.joined(separator: ", "))); give pictures that differ"
    case .oneFactor(let name):
      "only \"\(name)\" varies over these pictures; the β-VAE metric tells factors apart and needs two at least"
    case .tooFew(let count, let least):
      "\(count) pictures are too few to measure disentanglement; give \(least) at least"
    }
  }
}
