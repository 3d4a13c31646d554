import Zoetrope

/// Where a command writes its figures: each as SVG and as PNG.
struct FigureFiles {
  /// Nil where none are wanted.
  let folder: Path?
  let overwrites: Bool

  private static let extensions = ["svg", "png"]

  /// Refuses before the work begins what would overwrite.
  func check(_ names: [String]) throws {
    guard let folder else { return }
    for file in names.flatMap({ paths($0, in: folder) }) where !overwrites && file.kind != .nothing {
      throw FileError(file, .write, .exists)
    }
    try checkCreatable(in: folder)
  }

  func write(_ figure: Figure, _ name: String) throws {
    guard let folder else { return }
    let existing: AtomicFile.Existing = overwrites ? .overwrite : .error
    let contents = [Array(figure.svg.utf8), try figure.png()]
    for (path, bytes) in zip(paths(name, in: folder), contents) {
      try AtomicFile.write(bytes, to: path, existing: existing)
      Console.message("\(path)")
    }
  }

  /// A name of a column may have a slash.
  private func paths(_ name: String, in folder: Path) -> [Path] {
    let safe = String(name.map { $0 == "/" ? "-" : $0 })
    return Self.extensions.map { folder / "\(safe).\($0)" }
  }
}
