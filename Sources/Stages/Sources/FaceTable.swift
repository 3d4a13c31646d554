import Dataflow
import Files

/// A table that says of every picture, by four numbers, where its face is.
struct FaceTable: Sendable {
  /// Which four columns: each by the names it may have.
  typealias Columns = [[String]]

  /// The columns of boxes.
  static let boxes: Columns = [["left"], ["top"], ["right"], ["bottom"]]

  /// The columns of eyes; the second names are those of CelebA's landmarks.
  static let eyes: Columns = ["left", "right"].flatMap { side in
    ["x", "y"].map { ["\(side)_eye_\($0)", "\(side)eye_\($0)"] }
  }

  /// What a row says.
  struct Row: Sendable {
    let numbers: SIMD4<Double>
    let line: Int
    /// A second line that speaks of the same picture.
    var otherLine: Int?
  }

  /// The file, for messages.
  let file: String
  private var rows: [String: Row] = [:]

  /// Reads a table. Its first column names the pictures: their keys, or their file names alone.
  /// - Throws: `FileError`, `TableError`, or `FaceTableError` if the first column is one of the four.
  init(_ path: String, _ columns: Columns) throws {
    file = Path(path).name
    let table = try Table(name: path, bytes: readFile(Path(path), limit: 1 << 30))
    let places = try columns.map { names in
      try table.column(names.first { table.header.contains($0) } ?? names[0])
    }
    guard !places.contains(0) else { throw FaceTableError.noNames(path, column: table.header[0]) }
    for row in 0..<table.rowCount {
      let line = table.line(ofRow: row)
      let key = table[row, 0]
      var numbers = SIMD4<Double>.zero
      for (i, place) in places.enumerated() { numbers[i] = try table.number(row, place) }
      if rows[key] == nil { rows[key] = Row(numbers: numbers, line: line) } else { rows[key]?.otherLine = line }
    }
  }

  /// The row of a picture: that of its key, or else that of its file name.
  /// - Throws: `FaceTableError` if there is none, or more than one.
  func row(of key: String) throws(FaceTableError) -> Row {
    let name = String(key.split(separator: "/").last ?? "")
    guard let row = rows[key] ?? rows[name] else { throw .noRow(file, key: key) }
    if let other = row.otherLine { throw .twoRows(file, row.line, other) }
    return row
  }
}

/// Why a table of faces is of no use, for all pictures or for one.
enum FaceTableError: Error, Hashable {
  case noNames(String, column: String)
  case noRow(String, key: String)
  case twoRows(String, Int, Int)
  case boxOutside(String, Int, box: String, size: String)
  case eyes(String, Int, reason: String)
}

extension FaceTableError: CustomStringConvertible {
  /// Completes "cannot use PICTURE: …".
  var description: String {
    switch self {
    case .noNames(let file, let column):
      "\(file): the first column must name the pictures, but it is \"\(column)\"; put a column \"file\" before it"
    case .noRow(let file, let key):
      "\(file) has no row for it; give it one that begins with \(key), or leave the picture out"
    case .twoRows(let file, let first, let second):
      "\(file) has several rows for it, in the lines \(first) and \(second); keep one of them: an edit is of one face, "
        + "and a second one can be edited in what comes out of the first"
    case .boxOutside(let file, let line, let box, let size):
      "its box \(box) in \(file):\(line) must have at least one pixel and lie inside the picture, which has \(size) pixels"
    case .eyes(let file, let line, let reason): "\(reason) (\(file):\(line))"
    }
  }
}
