import Autoencoders
import Images
import Tensors

extension Autoencoder {
  /// The size of the pictures it takes.
  var pictureSize: PixelSize { PixelSize(width: pictureShape[2], height: pictureShape[1]) }

  /// A picture as the encoder takes it.
  func picture(_ image: Image) throws -> Tensor {
    guard image.size == pictureSize else {
      throw ImageError.sizeDiffers(found: image.size, expected: pictureSize)
    }
    return image.tensor(channels: description.input.channels, range: description.input.range)
  }

  /// A picture as the decoder gives it.
  func image(_ tensor: Tensor) throws -> Image { try Image(tensor, range: description.input.range) }

  /// Why a picture is unlike those the model was trained on; nil where it is like them or nobody measured.
  func unfamiliarity(of posterior: DiagonalGaussian, reconstructionError: Double? = nil) -> String? {
    let verdict = familiarity(of: posterior, reconstructionError: reconstructionError)
    guard case .unfamiliar = verdict else { return nil }
    return "\(verdict); is it cut and aligned as the model needs it?"
  }

  /// The index of a latent dimension that the model names.
  func dimension(named name: String) -> Int? { description.dimensions.first { $0.name == name }?.index }
}
