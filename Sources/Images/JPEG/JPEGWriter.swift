/// Encodes JPEG with profile and Exif data.
public enum JPEGWriter {
  /// From this quality on colours keep their full resolution (4:4:4); below, they are halved (4:2:0).
  public static let fullColourQuality = 90

  /// The bytes of a JPEG file.
  /// - Parameters:
  ///   - image: a picture without alpha; samples are rounded to 8 bits.
  ///   - quality: from 1 to 100.
  /// - Throws: `ImageError.alphaNotStorable`, `.notFinite`, `.settingOutOfRange`, `.sizeNotStorable`,
  ///   `.metadataNotStorable`, `.encodingFailed`, or `.jpegNotBuiltIn`.
  public static func encode(_ image: Image, quality: Int = 95) throws(ImageError) -> [UInt8] {
    guard 1...100 ~= quality else {
      throw .settingOutOfRange(name: "the quality of JPEG", value: quality, range: 1...100)
    }
    guard image.alpha == nil else { throw .alphaNotStorable(.jpeg) }
    guard max(image.size.width, image.size.height) <= 65500 else { throw .sizeNotStorable(.jpeg, image.size) }
    let segments = try metadataSegments(image)
    var file = try JPEGCodec.encode(
      try image.samples.bytes(), size: image.size, channels: image.channels, quality: quality,
      fullColour: quality >= fullColourQuality)
    if let density = image.metadata.pixelsPerMetre { Density.write(density, toJPEG: &file) }
    return file[..<2] + segments + file[2...]
  }

  /// Exif stands first, as its specification asks; decoders find both wherever they are.
  private static func metadataSegments(_ image: Image) throws(ImageError) -> [UInt8] {
    var bytes: [UInt8] = []
    if let exif = image.metadata.exif {
      guard exif.count <= 65533 - 6 else { throw .metadataNotStorable(.jpeg, "Exif data of \(exif.count) bytes") }
      bytes += segment(JPEGMarker.application1, Array("Exif\0\0".utf8) + exif)
    }
    if let profile = image.metadata.profile(forChannels: image.channels) {
      guard let parts = ICCSegments.split(profile) else {
        throw .metadataNotStorable(.jpeg, "a colour profile of \(profile.count) bytes")
      }
      for part in parts { bytes += segment(JPEGMarker.application2, part) }
    }
    return bytes
  }

  private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
    let length = data.count + 2
    return [0xff, marker, UInt8(length >> 8), UInt8(length & 0xff)] + data
  }
}
