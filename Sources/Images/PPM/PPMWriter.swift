/// Encodes binary portable pixmaps of 8 bits: `P6` in colour, `P5` in grey. Profile and Exif data have no place there.
public enum PPMWriter {
  /// The bytes of the file.
  /// - Throws: `ImageError.alphaNotStorable` or `.notFinite`.
  public static func encode(_ image: Image) throws(ImageError) -> [UInt8] {
    guard image.alpha == nil else { throw .alphaNotStorable(.ppm) }
    let header = "\(image.channels == 1 ? "P5" : "P6")\n\(image.size.width) \(image.size.height)\n255\n"
    return Array(header.utf8) + (try image.samples.bytes())
  }
}
