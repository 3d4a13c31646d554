import Autoencoders
import Images
import Tensors

extension Autoencoder {
  /// The size of the pictures it takes; nil if it takes any.
  var pictureSize: PixelSize? {
    description.input.takesAnySize ? nil : PixelSize(width: pictureShape[2], height: pictureShape[1])
  }

  /// The size that a picture is padded to; nil if it takes none that holds it.
  func padded(_ size: PixelSize) -> PixelSize? {
    description.input.padded(height: size.height, width: size.width).map {
      PixelSize(width: $0.width, height: $0.height)
    }
  }

  /// A picture as the encoder takes it.
  func picture(_ image: Image) throws -> Tensor {
    if let pictureSize, image.size != pictureSize {
      throw ImageError.sizeDiffers(found: image.size, expected: pictureSize)
    }
    return image.tensor(channels: description.input.channels, range: description.input.range)
  }

  /// A picture as the decoder gives it.
  func image(_ tensor: Tensor) throws -> Image { try Image(tensor, range: description.input.range) }

  /// What a latent dimension is called: by its name, if the model names it.
  func dimensionName(_ index: Int) -> String {
    description.dimensions.first { $0.index == index }?.name ?? String(index)
  }

  /// The index of a latent dimension that the model names.
  func dimension(named name: String) -> Int? { description.dimensions.first { $0.name == name }?.index }
}
