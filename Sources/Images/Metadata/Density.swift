/// How many pixels go on a length, as files say it.
enum Density {
  private static let metresPerInch = 0.0254

  /// From the data of a PNG's pHYs chunk (PNG specification, 11.3.4.3): pixels per unit across and down, 1 for a metre.
  static func pixelsPerMetre(ofPNG data: [UInt8]) -> Int? {
    guard data.count == 9, data[8] == 1, let across = data.bigEndian32(at: 0), data[..<4] == data[4..<8], across > 0
    else { return nil }
    return across
  }

  /// The data of a pHYs chunk.
  static func png(_ pixelsPerMetre: Int) -> [UInt8] {
    var data: [UInt8] = []
    for _ in 0..<2 { data.append(bigEndian32: UInt32(clamping: pixelsPerMetre)) }
    return data + [1]
  }

  /// From the JFIF segment of a JPEG (JFIF 1.02): its name, the version, the unit (1: inch, 2: centimetre) and pixels
  /// per unit across and down.
  static func pixelsPerMetre(ofJFIF segment: [UInt8]) -> Int? {
    guard segment.starts(with: "JFIF\0".utf8), let across = segment.bigEndian16(at: 8),
      across == segment.bigEndian16(at: 10), across > 0
    else { return nil }
    return switch segment[7] {
    case 1: Int((Double(across) / metresPerInch).rounded())
    case 2: across * 100
    default: nil
    }
  }

  /// Writes pixels per inch into the JFIF segment that a JPEG begins with.
  static func write(_ pixelsPerMetre: Int, toJPEG file: inout [UInt8]) {
    let perInch = (Double(pixelsPerMetre) * metresPerInch).rounded()
    guard file.count > 18, file[3] == JPEGMarker.application0, file[6...].starts(with: "JFIF\0".utf8),
      1...65535 ~= perInch
    else { return }
    let bytes = [UInt8(Int(perInch) >> 8), UInt8(Int(perInch) & 0xff)]
    file.replaceSubrange(13..<18, with: [1] + bytes + bytes)
  }
}
