import ArgumentParser
import Zoetrope

/// Which pictures of a folder are taken, and how they are brought to the model's size.
struct FolderOptions: ParsableArguments {
  @OptionGroup var placement: PlacementOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these rows of the table, or pictures in natural order, as 1-8000.", valueName: "first-last"))
  var rows: RowRange?

  /// The pictures that are taken, in natural order.
  func files(in folder: Path) throws -> [Path] {
    let all = try Self.allFiles(in: folder)
    guard let rows = rows?.range else { return all }
    guard rows.upperBound <= all.count else {
      throw UsageError("--rows \(rows.lowerBound)-\(rows.upperBound): there are \(all.count) pictures")
    }
    return Array(all[(rows.lowerBound - 1)..<rows.upperBound])
  }

  /// All pictures of a folder, in natural order.
  static func allFiles(in folder: Path) throws -> [Path] {
    let walk = try FolderWalk(folder) { ImageFormat(fileExtension: Path($0).ext) != nil }
    if let problem = walk.problems.first { throw problem }
    return walk.files.map { folder.appending($0) }
  }
}

/// As `1-8000`, both included, from 1.
struct RowRange: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 1, first <= last else { return nil }
    range = first...last
  }
}
