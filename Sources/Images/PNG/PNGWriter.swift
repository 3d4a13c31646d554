import Compression

/// Encodes PNG: 8 or 16 bits, grey or RGB, with or without alpha; never a palette, never interlaced.
public enum PNGWriter {
  /// The bytes of a PNG file with the picture's pixels, profile and Exif data.
  /// - Throws: `ImageError.notFinite`, `.settingOutOfRange` or `.encodingFailed`.
  public static func encode(_ image: Image, options: PNGOptions = PNGOptions()) throws(ImageError) -> [UInt8] {
    try options.check()
    let rows = try rows(image, bits: options.bits)
    let pixelCount = (image.channels + (image.alpha == nil ? 0 : 1)) * options.bits / 8
    let filter = PNGFilter.choice(forCompression: options.compression)
    let filtered = PNGFilter.apply(filter, to: rows, rowCount: image.size.width * pixelCount, pixelCount: pixelCount)
    let pixels = try compressed(filtered, level: options.compression)

    var file = PNGChunkWriter(reserving: pixels.count + 256)
    file.append("IHDR", header(image, bits: options.bits))
    try append(image.metadata, channels: image.channels, to: &file)
    file.append("IDAT", pixels)
    file.append("IEND", [])
    return file.bytes
  }

  private static func header(_ image: Image, bits: Int) -> [UInt8] {
    let type: PNGHeader.ColourType =
      image.channels == 1 ? (image.alpha == nil ? .grey : .greyAlpha) : (image.alpha == nil ? .rgb : .rgba)
    var data: [UInt8] = []
    data.append(bigEndian32: UInt32(image.size.width))
    data.append(bigEndian32: UInt32(image.size.height))
    data += [UInt8(bits), UInt8(type.rawValue), 0, 0, 0]
    return data
  }

  /// The samples as they stand in the file: alpha after the colours, 16 bits with the high byte first.
  private static func rows(_ image: Image, bits: Int) throws(ImageError) -> [UInt8] {
    if bits == 8 {
      let colours = try image.samples.bytes()
      guard let alpha = try bytes(image.alpha) else { return colours }
      return AlphaPlane.join(colours, channels: image.channels, alpha: alpha)
    }
    var words = try image.samples.words()
    if let alpha = image.alpha {
      words = AlphaPlane.join(words, channels: image.channels, alpha: try alpha.words())
    }
    return words.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  }

  private static func bytes(_ samples: Image.Samples?) throws(ImageError) -> [UInt8]? {
    guard let samples else { return nil }
    return try samples.bytes()
  }

  private static func append(
    _ metadata: ImageMetadata, channels: Int, to file: inout PNGChunkWriter
  ) throws(ImageError) {
    for chunk in metadata.colourChunks { file.append(chunk.name, chunk.data) }
    if let profile = metadata.profile(forChannels: channels) {
      // A name, its end, and 0 for "deflate" (PNG specification, 11.3.2.3).
      file.append("iCCP", Array("ICC profile\0\0".utf8) + (try compressed(profile, level: 6)))
    }
    if let density = metadata.pixelsPerMetre { file.append("pHYs", Density.png(density)) }
    if let exif = metadata.exif { file.append("eXIf", exif) }
  }

  private static func compressed(_ bytes: [UInt8], level: Int) throws(ImageError) -> [UInt8] {
    guard let packed = Zlib.compressed(bytes, level: level) else {
      throw .encodingFailed(.png, reason: "the compressor ran out of memory")
    }
    return packed
  }
}
