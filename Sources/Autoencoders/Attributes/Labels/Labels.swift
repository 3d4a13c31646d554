public import Files

/// Where labels come from.
public enum Labels: Hashable, Sendable {
  /// A column of a table: `attributes.csv:Smiling`, and the columns of the attributes that a fit is balanced over. The
  /// first column names the pictures, below a folder; a label is 1, or 0 or −1. Of the rows, counted from 1 after the
  /// header, those in `rows`, or all. A column may be named in other letters: `blond-hair` finds `Blond_Hair`.
  case table(Path, column: String, rows: ClosedRange<Int>?, pictures: Path, others: [String] = [])
  /// Two folders.
  case folders(with: Path, without: Path)
  /// A text with two pictures a line, apart by a tab: one without the attribute, and the same with it. Both are relative
  /// to the text. A pair is held out of a fit as a whole.
  case pairs(Path)

  /// The largest table or text that is read, in bytes.
  public static let maximumTableSize = 1 << 30

  /// The labelled pictures, in the order of the table's rows, or of their names, those with the attribute first, or of the
  /// lines.
  /// - Throws: `TableError` for a label that is none, `FileError`; `AttributeError` for an unknown column, rows that are
  ///   not there, a line that is no pair, pictures that are missing.
  public func pictures() throws -> [LabelledPicture] {
    let pictures =
      switch self {
      case .table(let path, let column, let rows, let folder, let others):
        try LabelTable(path).pictures(column: column, others: others, rows: rows, folder: folder)
      case .folders(let with, let without):
        try Self.pictures(in: with, hasAttribute: true) + Self.pictures(in: without, hasAttribute: false)
      case .pairs(let path): try PicturePairs.pictures(path)
      }
    let missing = pictures.filter { $0.path.kind == .nothing }
    if let first = missing.first { throw AttributeError.missingPictures(first: first.path, count: missing.count) }
    return pictures
  }

  /// The column of the table that tells the attribute, as the table calls it; nil where there is no table.
  /// - Throws: as `pictures()`.
  public func column() throws -> String? {
    guard case .table(let path, let column, _, _, _) = self else { return nil }
    let table = try LabelTable(path)
    return table.header[try table.place(of: column)]
  }

  /// The files of a folder; one that is no picture is an error when it is read.
  private static func pictures(in folder: Path, hasAttribute: Bool) throws -> [LabelledPicture] {
    let walk = try FolderWalk(folder)
    if let problem = walk.problems.first { throw problem }
    return walk.files.map { LabelledPicture(key: $0.string, path: folder.appending($0), hasAttribute: hasAttribute) }
  }
}
