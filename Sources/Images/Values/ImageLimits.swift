/// How large a picture may be. Checked against the header, before anything is allocated.
public struct ImageLimits: Hashable, Sendable {
  /// The most pixels of one picture.
  public var maximumPixels: Int

  /// The most bytes of one encoded picture in a stream, where no file size is known beforehand.
  public var maximumEncodedBytes: Int

  public init(maximumPixels: Int = 100_000_000, maximumEncodedBytes: Int = 256 << 20) {
    self.maximumPixels = maximumPixels
    self.maximumEncodedBytes = maximumEncodedBytes
  }

  /// - Throws: `ImageError.tooLarge` if a picture of this size is over the limit.
  package func check(_ size: PixelSize) throws(ImageError) {
    let (count, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    guard !overflow, count <= maximumPixels else { throw .tooLarge(size, maximumPixels: maximumPixels) }
  }
}
