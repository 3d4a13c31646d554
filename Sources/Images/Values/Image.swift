/// A picture in memory: rows from top to bottom, pixels from left to right, no padding.
///
/// Colour samples are interleaved, one channel (grey) or three (red, green, blue); alpha is a plane of its own. Samples
/// are as the file holds them: no conversion between colour spaces takes place, `metadata` says what they mean.
public struct Image: Sendable {
  /// Width and height.
  public let size: PixelSize

  /// 1 (grey) or 3 (red, green, blue).
  public let channels: Int

  /// The colours, `size.count × channels` samples.
  public let samples: Samples

  /// How opaque each pixel is, `size.count` samples, straight (colours are not multiplied by it); nil: all opaque.
  public let alpha: Samples?

  /// What the file says about the picture beside its pixels.
  public var metadata: ImageMetadata

  /// - Precondition: `size` has at least one pixel, `channels` is 1 or 3, and the counts of samples belong to `size`.
  public init(
    size: PixelSize, channels: Int, samples: Samples, alpha: Samples? = nil, metadata: ImageMetadata = ImageMetadata()
  ) {
    precondition(size.width > 0 && size.height > 0, "a picture of \(size)")
    precondition(channels == 1 || channels == 3, "\(channels) channels")
    precondition(samples.count == size.count * channels, "\(samples.count) samples for \(size), \(channels) channels")
    precondition(alpha == nil || alpha?.count == size.count, "an alpha plane of another size than \(size)")
    self.size = size
    self.channels = channels
    self.samples = samples
    self.alpha = alpha
    self.metadata = metadata
  }

  /// The same picture with another alpha plane, or none.
  /// - Precondition: the plane has `size.count` samples.
  public func with(alpha: Samples?) -> Image {
    Image(size: size, channels: channels, samples: samples, alpha: alpha, metadata: metadata)
  }

  /// The same picture with other colours of the same size and number of channels.
  /// - Precondition: there are as many samples as before.
  public func with(samples: Samples) -> Image {
    Image(size: size, channels: channels, samples: samples, alpha: alpha, metadata: metadata)
  }
}
