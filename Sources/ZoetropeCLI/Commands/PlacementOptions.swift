import ArgumentParser
import Zoetrope

/// How pictures are brought to the model's size.
struct PlacementOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The part of each picture that is taken: left,top,right,bottom in pixels.", valueName: "box"))
  var crop: CropArgument?

  @Option(name: .long, help: "How that part comes to the model's size: crop, pad or stretch.")
  var fit: Fit = .stretch

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Of a model that takes any size: the size that pictures are brought to, 64x64 unless said.",
      valueName: "WIDTHxHEIGHT"))
  var size: SizeArgument?

  /// - Throws: `ModelError` for a size that the model does not take.
  func reader(for model: Autoencoder) throws -> PictureReader {
    try PictureReader(for: model, crop: crop?.box, fit: fit, size: size?.size)
  }

  /// For a second model beside the one that the size is of.
  func ownReader(for model: Autoencoder) -> PictureReader { PictureReader(for: model, crop: crop?.box, fit: fit) }
}

/// As `64x64`.
struct SizeArgument: ExpressibleByArgument {
  let size: PixelSize

  init?(argument: String) {
    let extents = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard extents.count == 2, let width = extents[0], let height = extents[1], (1...32768).contains(width),
      (1...32768).contains(height)
    else { return nil }
    size = PixelSize(width: width, height: height)
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
