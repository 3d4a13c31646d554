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
