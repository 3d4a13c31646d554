public import Files

/// A picture of which it is known whether it has an attribute.
public struct LabelledPicture: Hashable, Sendable {
  /// Its name, which decides whether it is held out of a fit.
  public let key: String
  /// Where it lies.
  public let path: Path
  /// Whether it has the attribute.
  public let hasAttribute: Bool

  /// A picture and its label.
  public init(key: String, path: Path, hasAttribute: Bool) {
    self.key = key
    self.path = path
    self.hasAttribute = hasAttribute
  }
}

/// Where labels come from.
public enum Labels: Hashable, Sendable {
  /// A column of a table: `attributes.csv:Smiling`. The first column names the pictures, below a folder; a label is 1, or
  /// 0 or −1. Of the rows, counted from 1 after the header, those in `rows`, or all.
  case table(Path, column: String, rows: ClosedRange<Int>?, pictures: Path)
  /// Two folders.
  case folders(with: Path, without: Path)

  /// The largest table that is read, in bytes.
  public static let maximumTableSize = 1 << 30

  /// The labelled pictures, in the order of the table's rows, or of their names, those with the attribute first.
  /// - Throws: `TableError` for a label that is none, `FileError`; `AttributeError` for an unknown column, rows that are
  ///   not there, pictures that are missing.
  public func pictures() throws -> [LabelledPicture] {
    switch self {
    case .table(let path, let column, let rows, let folder):
      return try Self.pictures(table: path, column: column, rows: rows, folder: folder)
    case .folders(let with, let without):
      return try Self.pictures(in: with, hasAttribute: true) + Self.pictures(in: without, hasAttribute: false)
    }
  }

  private static func pictures(
    table path: Path, column: String, rows: ClosedRange<Int>?, folder: Path
  ) throws -> [LabelledPicture] {
    let table = try Table(name: path.string, bytes: readFile(path, limit: maximumTableSize))
    guard table.header.contains(column) else {
      throw AttributeError.column(column, table: path, columns: table.header)
    }
    let labels = try table.labels(table.column(column))
    let rows = rows ?? 1...max(table.rowCount, 1)
    guard rows.lowerBound >= 1, rows.upperBound <= table.rowCount else {
      throw AttributeError.rows(rows, table: path, count: table.rowCount)
    }
    let pictures = rows.map { row in
      let name = table[row - 1, 0]
      return LabelledPicture(key: name, path: folder / name, hasAttribute: labels[row - 1])
    }
    let missing = pictures.filter { $0.path.kind == .nothing }
    if let first = missing.first { throw AttributeError.missingPictures(first: first.path, count: missing.count) }
    return pictures
  }

  /// The files of a folder; one that is no picture is an error when it is read.
  private static func pictures(in folder: Path, hasAttribute: Bool) throws -> [LabelledPicture] {
    let walk = try FolderWalk(folder)
    if let problem = walk.problems.first { throw problem }
    return walk.files.map { LabelledPicture(key: $0.string, path: folder.appending($0), hasAttribute: hasAttribute) }
  }
}
