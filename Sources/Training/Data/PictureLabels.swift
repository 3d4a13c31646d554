import Autoencoders
import Files

/// The labels of a folder's pictures.
struct PictureLabels {
  let source: PictureFolder

  init(_ source: PictureFolder) { self.source = source }

  /// The class of each picture as an index, and the names of the classes in natural order; both empty without labels.
  /// - Throws: `ExamplesError`, `TableError`, `FileError`.
  func read(_ files: [Path]) throws -> (labels: [Int], classes: [String]) {
    switch source.labels {
    case nil: return ([], [])
    case .folders:
      return try numbered(files.map { try folderName($0) }, source: "\(source.folder)")
    case .table(let path, let column):
      return try numbered(words(of: files, path, column), source: "the column \"\(column)\" of \(path)")
    }
  }

  private func folderName(_ file: Path) throws(ExamplesError) -> String {
    guard file.components.count > 1 else { throw .notInFolder(file.string, folder: source.folder) }
    return file.components[0]
  }

  private func words(of files: [Path], _ path: Path, _ column: String) throws -> [String] {
    let table = try Table(name: path.string, bytes: readFile(path, limit: Labels.maximumTableSize))
    let place = try table.column(column)
    let rows = table.rowsByName
    let words = files.map { file in rows[file.string].map { table[$0, place] } ?? "" }
    let missing = zip(files, words).filter { $0.1.isEmpty }.map(\.0)
    if let first = missing.first {
      throw ExamplesError.unlabelled(first.string, count: missing.count, table: path)
    }
    return words
  }

  private func numbered(_ words: [String], source: String) throws(ExamplesError) -> ([Int], [String]) {
    let classes = Set(words).sorted(by: naturalOrder)
    guard classes.count > 1 else { throw .oneClass(value: classes.first ?? "", source: source) }
    let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($0.element, $0.offset) })
    return (words.map { numbers[$0] ?? 0 }, classes)
  }
}
