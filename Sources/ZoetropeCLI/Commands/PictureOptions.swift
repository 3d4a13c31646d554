import ArgumentParser
import Zoetrope

/// Which pictures a fit or a measurement takes, and how they are brought to the model's size.
struct PictureOptions: ParsableArguments {
  @Option(name: .long, help: "The folder of the pictures.", completion: .directory)
  var images: String?

  @OptionGroup var folder: FolderOptions

  var rows: RowRange? { folder.rows }

  func reader(for model: Autoencoder) throws -> PictureReader { try folder.placement.reader(for: model) }

  /// The pictures of the folder, in natural order.
  func files() throws -> [Path] {
    guard let images else { throw UsageError("--images is missing: the folder of the pictures") }
    return try folder.files(in: Path(images))
  }
}
