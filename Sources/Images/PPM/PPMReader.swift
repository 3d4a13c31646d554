/// Decodes binary portable pixmaps, as ffmpeg and netpbm write them.
enum PPMReader {
  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> Image {
    guard let header = try PPMHeader.read(bytes, isWhole: true) else { throw .truncated(.ppm) }
    try limits.check(header.size)
    guard bytes.count - header.byteCount >= header.pixelByteCount else { throw .truncated(.ppm) }
    let pixels = bytes[header.byteCount..<header.byteCount + header.pixelByteCount]
    return Image(size: header.size, channels: header.channels, samples: samples(pixels, white: header.white))
  }

  /// The samples in 8 or 16 bits, stretched where white is another number than 255 or 65535.
  private static func samples(_ pixels: ArraySlice<UInt8>, white: Int) -> Image.Samples {
    if white == 255 { return .bytes(Array(pixels)) }
    if white < 255 { return .bytes(pixels.map { UInt8(stretched(Int($0), white, to: 255)) }) }
    let pairs = stride(from: pixels.startIndex, to: pixels.endIndex, by: 2)
    return .words(pairs.map { UInt16(stretched(Int(pixels[$0]) << 8 | Int(pixels[$0 + 1]), white, to: 65535)) })
  }

  private static func stretched(_ value: Int, _ white: Int, to newWhite: Int) -> Int {
    min((value * newWhite * 2 + white) / (white * 2), newWhite)
  }
}
