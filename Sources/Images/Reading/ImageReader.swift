/// Decodes pictures that lie whole in memory, and reads headers. The format is found by content, never by name.
///
/// Every function is pure and may run on many threads at once.
public enum ImageReader {
  /// The picture, upright: an orientation in its Exif data has been applied. Samples are 8 bits, or 16 where the file
  /// has 16; grey stays grey; profile and Exif data are in `metadata`.
  /// - Parameters:
  ///   - bytes: a whole PNG, JPEG or PPM file.
  ///   - limits: checked against the header before anything is allocated.
  /// - Throws: `ImageError`: what is wrong with the file; it does not know the file's name.
  public static func decode(_ bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImageError) -> Image {
    switch try ImageFormat(contentOf: bytes) {
    case .png: try PNGReader.decode(bytes, limits: limits)
    case .jpeg: try JPEGReader.decode(bytes, limits: limits)
    case .ppm: try PPMReader.decode(bytes, limits: limits)
    }
  }

  /// Size, channels and format of a whole file in memory, without decoding it.
  /// - Throws: `ImageError`, also for a size over the limits.
  public static func header(
    _ bytes: [UInt8], limits: ImageLimits = ImageLimits()
  ) throws(ImageError) -> ImageHeader {
    let format = try ImageFormat(contentOf: bytes)
    guard let header = try ImageHeader.read(bytes, isWhole: true) else { throw .truncated(format) }
    try limits.check(header.size)
    return header
  }

  /// Size, channels and format of a file on disk; reads no more of it than needed, mostly 4 KiB.
  /// - Throws: `ImageError`, also `.readFailed` and a size over the limits.
  public static func header(path: String, limits: ImageLimits = ImageLimits()) throws(ImageError) -> ImageHeader {
    let file = try FileBeginning(path: path)
    var wanted = 4096
    while true {
      let isWhole = try file.fill(to: wanted)
      if isWhole { return try header(file.bytes, limits: limits) }
      if let header = try ImageHeader.read(file.bytes, isWhole: false) {
        try limits.check(header.size)
        return header
      }
      wanted *= 4
    }
  }
}
