import Autoencoders
public import Files

/// The true factors of some pictures, from a table whose first column names them.
public struct FactorTable: Sendable {
  /// A factor that varies.
  public struct Factor: Hashable, Sendable {
    /// As the table calls it.
    public let name: String
    /// Of each picture.
    public let values: [Double]
  }

  /// The factors that differ between the pictures, in the table's order.
  public let factors: [Factor]

  /// Columns of drawn faces in groups, which are no factors.
  private static let others: Set = ["group", "varies"]

  /// Reads the factors of pictures.
  /// - Parameter keys: the pictures, paths below their folder.
  /// - Throws: `TableError`, `FileError`; ``FactorError`` where a picture is missing, or no factor varies.
  public init(_ path: Path, keys: [String]) throws {
    let table = try Table(name: path.string, bytes: readFile(path, limit: Labels.maximumTableSize))
    let rows = table.rowsByName
    let missing = keys.filter { rows[$0] == nil }
    if let first = missing.first { throw FactorError.missing(first, count: missing.count, table: path) }
    let places = keys.compactMap { rows[$0] }
    var factors: [Factor] = []
    for column in 1..<max(table.header.count, 1) where !Self.others.contains(table.header[column]) {
      factors.append(Factor(name: table.header[column], values: try places.map { try table.number($0, column) }))
    }
    try self.init(factors, source: path.string)
  }

  /// Factors that are known; those that do not vary are left out.
  /// - Throws: `FactorError.noneVaries`.
  public init(_ factors: [Factor], source: String) throws(FactorError) {
    self.factors = factors.filter { factor in factor.values.contains { $0 != factor.values[0] } }
    if self.factors.isEmpty { throw .noneVaries(source, columns: factors.map(\.name)) }
  }
}
