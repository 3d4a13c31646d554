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

  func reader(for model: Autoencoder) -> PictureReader { PictureReader(for: model, crop: crop?.box, fit: fit) }
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
