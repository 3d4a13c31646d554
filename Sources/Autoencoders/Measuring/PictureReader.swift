public import Files
public import Images
public import Tensors

/// Reads pictures from files as a model takes them: cropped, fitted, in its channels and range.
public struct PictureReader: Sendable {
  private let model: ModelDescription.Input
  private let size: PixelSize
  private let crop: CropBox?
  private let fit: Fit?
  private let limits: ImageLimits

  /// - Parameters:
  ///   - model: the model that takes the pictures.
  ///   - crop: the part of the photograph that is taken; nil for all of it.
  ///   - fit: how that part is brought to the model's size; nil if it must have it.
  ///   - limits: the largest pictures that are read.
  public init(for model: Autoencoder, crop: CropBox? = nil, fit: Fit?, limits: ImageLimits = ImageLimits()) {
    self.init(model.description.input, model.pictureShape, crop, fit, limits)
  }

  /// A reader for a model that takes pictures of several sizes, and for one of them.
  /// - Parameter size: the size that all pictures are brought to; nil for the usual one.
  /// - Throws: `ModelError.size` for a size that the model does not take.
  public init(for model: Autoencoder, crop: CropBox? = nil, fit: Fit?, size: PixelSize?) throws(ModelError) {
    let input = model.description.input
    let shape = size.map { Shape([input.channels, $0.height, $0.width]) } ?? model.pictureShape
    guard input.takes(shape) else { throw .size(.picture, found: shape, taken: input.sizeWords) }
    self.init(input, shape, crop, fit, ImageLimits())
  }

  /// A reader for a model that is still to be trained.
  public init(for model: UntrainedModel, crop: CropBox? = nil, fit: Fit?, limits: ImageLimits = ImageLimits()) {
    self.init(model.description.input, model.pictureShape, crop, fit, limits)
  }

  private init(
    _ model: ModelDescription.Input, _ shape: Shape, _ crop: CropBox?, _ fit: Fit?, _ limits: ImageLimits
  ) {
    self.model = model
    size = PixelSize(width: shape[2], height: shape[1])
    self.crop = crop
    self.fit = fit
    self.limits = limits
  }

  /// The picture of a file.
  /// - Throws: `PictureError`, which names the file.
  public func read(_ path: Path) throws -> Tensor {
    do {
      let image = try ImageReader.decode(readFile(path, limit: limits.maximumEncodedBytes), limits: limits)
      let geometry = try Geometry(photograph: image.size, crop: crop, fit: fit, model: size)
      return geometry.place(image).tensor(channels: model.channels, range: model.range)
    } catch let error as ImageError {
      throw PictureError(path: path, reason: "\(error)")
    }
  }
}

/// A picture that cannot be used, by its file.
public struct PictureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: Path
  /// Why it cannot be used: one sentence.
  public let reason: String

  /// What is wrong with a file.
  public init(path: Path, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }
}

extension PictureReader {
  /// The pictures of some files as bytes, one after the other, read on all cores.
  /// - Throws: `PictureError` for the first that cannot be used.
  public func bytes(of paths: [Path]) throws -> [UInt8] {
    let chunk = 64
    let range = model.range
    let count = (paths.count + chunk - 1) / chunk
    return try concurrentMap(count) { part in
      try paths[part * chunk..<min((part + 1) * chunk, paths.count)].flatMap { path -> [UInt8] in
        try read(path).elements.map { UInt8(min(max((range == .unit ? $0 : ($0 + 1) / 2) * 255, 0), 255).rounded()) }
      }
    }.flatMap { $0 }
  }
}
