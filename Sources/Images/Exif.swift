/// The few entries of Exif data that matter here: a TIFF file's first directory (TIFF 6.0, section 2).
struct Exif {
  /// From the TIFF header on.
  private(set) var bytes: [UInt8]
  private let isBigEndian: Bool
  private let directory: Int

  private static let orientationTag = 0x0112
  private static let shortType = 3
  private static let entryCount = 12

  /// nil if these are no Exif data.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: "MM\0*".utf8) {
      isBigEndian = true
    } else if bytes.starts(with: "II*\0".utf8) {
      isBigEndian = false
    } else {
      return nil
    }
    guard let high = Self.short(bytes, 4, isBigEndian), let low = Self.short(bytes, 6, isBigEndian) else { return nil }
    directory = isBigEndian ? high << 16 | low : low << 16 | high
  }

  /// The orientation; nil where it is not given or makes no sense, which means upright.
  var orientation: Orientation? {
    orientationValue.flatMap { Self.short(bytes, $0, isBigEndian) }.flatMap(Orientation.init)
  }

  /// The same data for pixels that have been put upright.
  var upright: Exif {
    guard let offset = orientationValue, offset + 2 <= bytes.count else { return self }
    var changed = self
    changed.bytes[offset] = isBigEndian ? 0 : 1
    changed.bytes[offset + 1] = isBigEndian ? 1 : 0
    return changed
  }

  /// Where the two bytes of the orientation are.
  private var orientationValue: Int? {
    guard let count = Self.short(bytes, directory, isBigEndian) else { return nil }
    let entries = (0..<count).lazy.map { directory + 2 + $0 * Self.entryCount }.prefix { $0 + 12 <= bytes.count }
    let found = entries.first { Self.short(bytes, $0, isBigEndian) == Self.orientationTag }
    guard let found, Self.short(bytes, found + 2, isBigEndian) == Self.shortType else { return nil }
    return found + 8
  }

  private static func short(_ bytes: [UInt8], _ offset: Int, _ isBigEndian: Bool) -> Int? {
    guard let value = bytes.bigEndian16(at: offset) else { return nil }
    return isBigEndian ? value : (value & 0xff) << 8 | value >> 8
  }
}
