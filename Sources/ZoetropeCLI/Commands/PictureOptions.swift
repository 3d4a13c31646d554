import ArgumentParser
import Zoetrope

/// Which pictures a fit or a measurement takes, and how they are brought to the model's size.
struct PictureOptions: ParsableArguments {
  @Option(name: .long, help: "The folder of the pictures.", completion: .directory)
  var images: String?

  @OptionGroup var placement: PlacementOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these rows of the table, or pictures in natural order, as 1-8000.", valueName: "first-last"))
  var rows: RowRange?

  func reader(for model: Autoencoder) throws -> PictureReader { placement.reader(for: model) }

  /// The pictures of the folder, in natural order.
  func files() throws -> [Path] {
    guard let images else { throw UsageError("--images is missing: the folder of the pictures") }
    let all = try Self.files(in: Path(images))
    guard let rows = rows?.range else { return all }
    guard rows.upperBound <= all.count else {
      throw UsageError("--rows \(rows.lowerBound)-\(rows.upperBound): there are \(all.count) pictures")
    }
    return Array(all[(rows.lowerBound - 1)..<rows.upperBound])
  }

  /// The pictures of a folder, in natural order.
  static func files(in folder: Path) throws -> [Path] {
    let walk = try FolderWalk(folder) { ImageFormat(fileExtension: Path($0).ext) != nil }
    if let problem = walk.problems.first { throw problem }
    return walk.files.map { folder.appending($0) }
  }
}

/// As `5,18,84,97`.
struct CropArgument: ExpressibleByArgument {
  let box: CropBox

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 4, let left = numbers[0], let top = numbers[1], let right = numbers[2],
      let bottom = numbers[3], left >= 0, top >= 0, left < right, top < bottom
    else { return nil }
    box = CropBox(left: left, top: top, right: right, bottom: bottom)
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
