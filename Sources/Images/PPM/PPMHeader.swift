/// The header of a binary portable pixmap: `P6` or `P5`, width, height and white in digits (netpbm's ppm(5)).
struct PPMHeader {
  let size: PixelSize
  /// 3 for `P6`, 1 for `P5`.
  let channels: Int
  /// The value of white, 1…65535.
  let white: Int
  /// Where the samples begin.
  let byteCount: Int

  /// Two bytes a sample where white is above 255.
  var bytesPerSample: Int { white > 255 ? 2 : 1 }
  var pixelByteCount: Int { size.count * channels * bytesPerSample }

  /// Comments may make a header long, but not endless.
  private static let longest = 4096

  /// Whether a file with these first bytes is a binary pixmap.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 3, let second = bytes.dropFirst().first, let third = bytes.dropFirst(2).first else {
      return false
    }
    return bytes.first == UInt8(ascii: "P") && (second == UInt8(ascii: "5") || second == UInt8(ascii: "6"))
      && (isSpace(third) || third == UInt8(ascii: "#"))
  }

  /// nil if the header continues after these bytes.
  static func read(_ bytes: [UInt8], isWhole: Bool) throws(ImageError) -> PPMHeader? {
    var offset = 2
    var numbers: [Int] = []
    while numbers.count < 3 {
      guard let number = try nextNumber(bytes, &offset) else {
        guard offset < longest else { throw .corrupt(.ppm, reason: "its header does not end") }
        if isWhole { throw .truncated(.ppm) }
        return nil
      }
      numbers.append(number)
    }
    guard numbers[0] > 0, numbers[1] > 0, 1...65535 ~= numbers[2], numbers[0] <= (1 << 40) / numbers[1] else {
      throw .corrupt(.ppm, reason: "its header says \(numbers[0])×\(numbers[1]) pixels, white \(numbers[2])")
    }
    return PPMHeader(
      size: PixelSize(width: numbers[0], height: numbers[1]), channels: bytes[1] == UInt8(ascii: "6") ? 3 : 1,
      white: numbers[2], byteCount: offset)
  }

  /// Skips blanks and comments, reads digits and the one blank after them; nil at the end of the bytes.
  private static func nextNumber(_ bytes: [UInt8], _ offset: inout Int) throws(ImageError) -> Int? {
    while offset < bytes.count, isSpace(bytes[offset]) || bytes[offset] == UInt8(ascii: "#") {
      if bytes[offset] == UInt8(ascii: "#") {
        while offset < bytes.count, bytes[offset] != 0x0a { offset += 1 }
      } else {
        offset += 1
      }
    }
    var value = 0
    while offset < bytes.count, let digit = digit(bytes[offset]) {
      value = value * 10 + digit
      offset += 1
      guard value <= 0x7fff_ffff else { throw .corrupt(.ppm, reason: "a number in its header is too large") }
    }
    guard offset < bytes.count else { return nil }
    guard isSpace(bytes[offset]), digit(bytes[offset - 1]) != nil else {
      throw .corrupt(.ppm, reason: "its header has something else than numbers")
    }
    offset += 1
    return value
  }

  private static func digit(_ byte: UInt8) -> Int? { 0x30...0x39 ~= byte ? Int(byte) - 0x30 : nil }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }
}
