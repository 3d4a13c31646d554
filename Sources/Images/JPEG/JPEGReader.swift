/// Decodes JPEG, baseline and progressive, grey or YCbCr (which becomes RGB).
enum JPEGReader {
  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> Image {
    guard let header = try JPEGHeader.read(bytes, isWhole: true) else { throw .truncated(.jpeg) }
    try limits.check(header.size)
    try checkEffort(bytes, header.size, limits)
    let exif = header.exif.flatMap(Exif.init)
    let pixels = try JPEGCodec.decode(bytes, size: header.size, channels: header.components)
    let image = Image(
      size: header.size, channels: header.components, samples: .bytes(pixels),
      metadata: ImageMetadata(
        colourProfile: header.profile, exif: exif?.forEditedPicture.bytes, pixelsPerMetre: header.pixelsPerMetre))
    return (exif?.orientation ?? .upright).upright(image)
  }

  /// The scans that a large picture may have: progressive files have about ten.
  private static let usualScans = 20

  /// Refuses sizes that the data cannot hold, and files whose many scans each visit every pixel.
  private static func checkEffort(_ bytes: [UInt8], _ size: PixelSize, _ limits: ImageLimits) throws(ImageError) {
    // Each block of 8×8 takes a bit at least, and with the coarsest subsampling four blocks share one of a component.
    guard bytes.count * 8 >= size.count / 1024 else { throw .lyingHeader(size, bytes: bytes.count) }
    let scans = scanCount(bytes)
    guard scans <= usualScans || size.count * scans <= limits.maximumPixels else { throw .tooManyScans(scans) }
  }

  private static func scanCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    for i in bytes.indices.dropLast() where bytes[i] == 0xff && bytes[i + 1] == JPEGMarker.startOfScan { count += 1 }
    return count
  }
}
