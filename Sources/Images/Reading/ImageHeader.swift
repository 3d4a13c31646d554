/// What the beginning of a file says about its picture.
public struct ImageHeader: Hashable, Sendable {
  public let format: ImageFormat

  /// The size as seen: after the orientation has been applied.
  public let size: PixelSize

  /// Colour channels after decoding: 1 or 3.
  public let channels: Int

  /// Whether the decoded picture has an alpha plane.
  public let hasAlpha: Bool

  /// Bits of a sample (of a palette index, where there is a palette).
  public let bitsPerSample: Int

  /// How the stored pixels are to be turned. In a PNG whose Exif data follow the pixels only reading all of it tells.
  public let orientation: Orientation
}

extension ImageHeader {
  /// The header of the picture that `beginning` begins, nil if more bytes are needed to tell.
  /// - Parameter isWhole: there are no more bytes than these.
  /// - Throws: `ImageError` if these bytes cannot be a picture's.
  static func read(_ beginning: [UInt8], isWhole: Bool) throws(ImageError) -> ImageHeader? {
    if beginning.count < 16, !isWhole { return nil }
    switch try ImageFormat(contentOf: beginning) {
    case .png: return try png(beginning, isWhole: isWhole)
    case .jpeg: return try JPEGHeader.read(beginning, isWhole: isWhole).map(ImageHeader.init)
    case .ppm: return try PPMHeader.read(beginning, isWhole: isWhole).map(ImageHeader.init)
    }
  }

  private static func png(_ bytes: [UInt8], isWhole: Bool) throws(ImageError) -> ImageHeader? {
    if bytes.count < PNGHeader.byteCount, !isWhole { return nil }
    let header = try PNGHeader(bytes)
    let survey = PNGSurvey(bytes)
    if !survey.reachesPixels, !isWhole { return nil }
    let orientation = survey.exif.flatMap(Exif.init)?.orientation ?? .upright
    return ImageHeader(
      format: .png, size: orientation.upright(header.size), channels: header.colourType.channels,
      hasAlpha: header.colourType.hasAlpha || survey.hasTransparency, bitsPerSample: header.bitDepth,
      orientation: orientation)
  }
}

extension ImageHeader {
  fileprivate init(_ header: JPEGHeader) {
    let orientation = header.exif.flatMap(Exif.init)?.orientation ?? .upright
    self.init(
      format: .jpeg, size: orientation.upright(header.size), channels: header.components, hasAlpha: false,
      bitsPerSample: 8, orientation: orientation)
  }

  fileprivate init(_ header: PPMHeader) {
    self.init(
      format: .ppm, size: header.size, channels: header.channels, hasAlpha: false,
      bitsPerSample: header.bytesPerSample * 8, orientation: .upright)
  }
}
