import ArgumentParser
import Zoetrope

/// Which pictures a fit or a measurement takes, and how they are brought to the model's size.
struct PictureOptions: ParsableArguments {
  @Option(name: .long, help: "The folder of the pictures.", completion: .directory)
  var images: String?

  @OptionGroup var placing: PlacingOptions

  var rows: RowRange? { placing.rows }

  func reader(for model: Autoencoder) throws -> PictureReader { try placing.reader(for: model) }

  /// The pictures of the folder, in natural order.
  func files() throws -> [Path] {
    guard let images else { throw UsageError("--images is missing: the folder of the pictures") }
    return try placing.files(in: images)
  }
}

/// How the pictures of a folder are brought to the model's size, and which of them.
struct PlacingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The part of each picture that is taken: left,top,right,bottom in pixels.", valueName: "box"))
  var crop: CropArgument?

  @Option(name: .long, help: "How that part comes to the model's size: crop, pad or stretch.")
  var fit: Fit = .stretch

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these rows of the table, or pictures in natural order, as 1-8000.", valueName: "first-last"))
  var rows: RowRange?

  func reader(for model: Autoencoder) throws -> PictureReader {
    PictureReader(for: model, crop: crop?.box, fit: fit)
  }

  /// The pictures of a folder, in natural order.
  func files(in folder: String) throws -> [Path] {
    let walk = try FolderWalk(Path(folder)) { ImageFormat(fileExtension: Path($0).ext) != nil }
    if let problem = walk.problems.first { throw problem }
    let all = walk.files.map { Path(folder).appending($0) }
    guard let rows = rows?.range else { return all }
    guard rows.upperBound <= all.count else {
      throw UsageError("--rows \(rows.lowerBound)-\(rows.upperBound): there are \(all.count) pictures")
    }
    return Array(all[(rows.lowerBound - 1)..<rows.upperBound])
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
