/// The facts in a JPEG's segments before its first scan.
struct JPEGHeader {
  /// As stored, before the orientation is applied.
  let size: PixelSize
  /// 1 or 3.
  let components: Int
  /// From the TIFF header on.
  let exif: [UInt8]?
  let profile: [UInt8]?
  let pixelsPerMetre: Int?

  /// nil if the first scan begins after these bytes.
  /// - Throws: `ImageError` for a damaged or unsupported file.
  static func read(_ bytes: [UInt8], isWhole: Bool) throws(ImageError) -> JPEGHeader? {
    var frame: Frame?
    var exif: [UInt8]?
    var profile = ICCSegments()
    var density: Int?
    for segment in JPEGSegments(bytes) {
      guard segment.data.upperBound <= bytes.count else { break }
      let data = bytes[segment.data]
      if segment.marker == JPEGMarker.startOfScan {
        guard let frame else { throw .corrupt(.jpeg, reason: "a scan comes before the size of the picture") }
        return JPEGHeader(
          size: frame.size, components: frame.components, exif: exif, profile: profile.joined, pixelsPerMetre: density)
      }
      if JPEGMarker.isFrame(segment.marker) {
        guard frame == nil else { throw .corrupt(.jpeg, reason: "it declares its size twice") }
        frame = try Frame(Array(data))
      } else if segment.marker == JPEGMarker.application0, density == nil {
        density = Density.pixelsPerMetre(ofJFIF: Array(data))
      } else if segment.marker == JPEGMarker.application1, exif == nil {
        exif = exifPayload(data)
      } else if segment.marker == JPEGMarker.application2 {
        profile.add(data)
      }
    }
    if isWhole { throw .truncated(.jpeg) }
    return nil
  }

  private static func exifPayload(_ data: ArraySlice<UInt8>) -> [UInt8]? {
    data.starts(with: "Exif\0\0".utf8) ? Array(data.dropFirst(6)) : nil
  }
}

/// A frame header (ITU-T T.81, B.2.2).
private struct Frame {
  let size: PixelSize
  let components: Int

  init(_ data: [UInt8]) throws(ImageError) {
    guard data.count >= 6, let height = data.bigEndian16(at: 1), let width = data.bigEndian16(at: 3) else {
      throw .truncated(.jpeg)
    }
    guard data[0] == 8 else { throw .unsupportedVariant(.jpeg, "\(data[0]) bits a sample") }
    guard width > 0, height > 0 else { throw .corrupt(.jpeg, reason: "its header declares \(width)×\(height) pixels") }
    switch data[5] {
    case 1, 3: components = Int(data[5])
    case 4: throw .unsupportedColours("CMYK")
    default: throw .unsupportedColours("of \(data[5]) components")
    }
    size = PixelSize(width: width, height: height)
  }
}
