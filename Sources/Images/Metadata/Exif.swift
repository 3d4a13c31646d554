/// The few entries of Exif data that matter here (TIFF 6.0, section 2; Exif 2.32, 4.6): directory 0 describes the
/// picture, directory 1 its thumbnail.
struct Exif {
  /// From the TIFF header on.
  private(set) var bytes: [UInt8]
  private let isBigEndian: Bool

  private static let orientationTag = 0x0112
  private static let thumbnailOffsetTag = 0x0201
  private static let thumbnailCountTag = 0x0202
  private static let shortType = 3
  private static let entrySize = 12

  /// nil if these are no Exif data.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    isBigEndian = bytes.starts(with: "MM\0*".utf8)
    guard isBigEndian || bytes.starts(with: "II*\0".utf8), long(at: 4) != nil else { return nil }
  }

  /// The orientation; nil where it is not given or makes no sense, which means upright.
  var orientation: Orientation? {
    guard let directory = long(at: 4), let entry = entry(Self.orientationTag, in: directory),
      short(at: entry + 2) == Self.shortType
    else { return nil }
    return short(at: entry + 8).flatMap(Orientation.init)
  }

  /// The same data for pixels that have been put upright and may be edited: orientation 1, and no thumbnail, which
  /// would go on showing the picture as it was.
  var forEditedPicture: Exif {
    var changed = self
    guard let directory = long(at: 4) else { return self }
    if orientation != nil, let entry = entry(Self.orientationTag, in: directory) {
      changed.bytes[entry + 8] = isBigEndian ? 0 : 1
      changed.bytes[entry + 9] = isBigEndian ? 1 : 0
    }
    if let end = short(at: directory).map({ directory + 2 + $0 * Self.entrySize }), let next = long(at: end) {
      changed.removeThumbnail(of: next)
      changed.blank(end..<end + 4)
    }
    return changed
  }

  private mutating func removeThumbnail(of directory: Int) {
    guard let start = entry(Self.thumbnailOffsetTag, in: directory).flatMap({ long(at: $0 + 8) }),
      let count = entry(Self.thumbnailCountTag, in: directory).flatMap({ long(at: $0 + 8) })
    else { return }
    blank(start..<start + count)
  }

  private mutating func blank(_ range: Range<Int>) {
    for i in range.clamped(to: bytes.indices) { bytes[i] = 0 }
  }

  /// Where the whole entry of a tag begins.
  private func entry(_ tag: Int, in directory: Int) -> Int? {
    guard directory > 0, let count = short(at: directory) else { return nil }
    let entries = (0..<count).lazy.map { directory + 2 + $0 * Self.entrySize }
    return entries.prefix { $0 + Self.entrySize <= bytes.count }.first { short(at: $0) == tag }
  }

  private func short(at offset: Int) -> Int? {
    guard let value = bytes.bigEndian16(at: offset) else { return nil }
    return isBigEndian ? value : (value & 0xff) << 8 | value >> 8
  }

  private func long(at offset: Int) -> Int? {
    guard let first = short(at: offset), let second = short(at: offset + 2) else { return nil }
    return isBigEndian ? first << 16 | second : second << 16 | first
  }
}
