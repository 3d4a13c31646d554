public import Tensors

extension Image {
  /// A picture of a tensor `[channels, height, width]`. Samples are floats with white at 1, and are clamped only when
  /// they are written.
  /// - Precondition: the tensor has three axes, the first of 1 or 3.
  /// - Throws: `ImageError.notFinite` if an element is infinite or NaN: it never becomes a picture.
  public init(
    _ tensor: Tensor, range: ValueRange = .unit, metadata: ImageMetadata = ImageMetadata()
  ) throws(ImageError) {
    precondition(tensor.shape.rank == 3, "a picture of the shape \(tensor.shape)")
    let size = PixelSize(width: tensor.shape[2], height: tensor.shape[1])
    let samples = tensor.withUnsafeElements { Self.interleaved($0, channels: tensor.shape[0], range) }
    try self.init(finite: samples, size: size, channels: tensor.shape[0], metadata: metadata)
  }

  /// A picture of one item of a batch, given plane by plane.
  /// - Precondition: there are `channels × size.count` elements.
  /// - Throws: `ImageError.notFinite` if an element is infinite or NaN.
  public init(
    planes: UnsafeBufferPointer<Float>, size: PixelSize, channels: Int, range: ValueRange = .unit,
    metadata: ImageMetadata = ImageMetadata()
  ) throws(ImageError) {
    precondition(planes.count == channels * size.count, "\(planes.count) elements for \(size), \(channels) channels")
    let samples = Self.interleaved(planes, channels: channels, range)
    try self.init(finite: samples, size: size, channels: channels, metadata: metadata)
  }

  private init(finite samples: [Float], size: PixelSize, channels: Int, metadata: ImageMetadata) throws(ImageError) {
    guard samples.allFinite else { throw .notFinite }
    self.init(size: size, channels: channels, samples: .floats(samples), metadata: metadata)
  }

  private static func interleaved(
    _ planes: UnsafeBufferPointer<Float>, channels: Int, _ range: ValueRange
  ) -> [Float] {
    // The range is told apart once, not for each sample.
    switch range {
    case .unit: interleaved(planes, channels: channels) { $0 }
    case .symmetric: interleaved(planes, channels: channels) { ValueRange.symmetric.unit(ofValue: $0) }
    }
  }

  /// Plane by plane becomes pixel by pixel.
  @inline(__always)
  private static func interleaved(
    _ planes: UnsafeBufferPointer<Float>, channels: Int, _ sample: (Float) -> Float
  ) -> [Float] {
    let count = planes.count / channels
    return [Float](unsafeUninitializedCapacity: planes.count) { out, done in
      for channel in 0..<channels {
        let plane = channel * count
        for pixel in 0..<count { out[pixel &* channels &+ channel] = sample(planes[plane &+ pixel]) }
      }
      done = planes.count
    }
  }
}
