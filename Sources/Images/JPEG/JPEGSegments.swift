/// The marker segments of a JPEG before its first scan (ITU-T T.81, B.1.1).
struct JPEGSegments: Sequence, IteratorProtocol {
  struct Segment {
    /// The second byte of the marker.
    let marker: UInt8
    /// Its parameters, without the length; they may end after the bytes at hand do.
    let data: Range<Int>
  }

  private let bytes: [UInt8]
  private var offset = 2
  private var isDone = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next segment whose marker and length lie within the bytes at hand; the start of the first scan is the last.
  mutating func next() -> Segment? {
    guard !isDone, let marker = nextMarker(), let length = bytes.bigEndian16(at: offset), length >= 2 else {
      return nil
    }
    let segment = Segment(marker: marker, data: offset + 2..<offset + length)
    offset += length
    isDone = marker == JPEGMarker.startOfScan
    return segment
  }

  private mutating func nextMarker() -> UInt8? {
    // Decoders skip whatever stands between segments, and any number of filling 0xFF before a marker.
    while offset + 1 < bytes.count {
      defer { offset += 1 }
      guard bytes[offset] == 0xff, JPEGMarker.hasSegment(bytes[offset + 1]) else { continue }
      defer { offset += 1 }
      return bytes[offset + 1]
    }
    return nil
  }
}

/// The second bytes of the markers that matter here (ITU-T T.81, table B.1).
enum JPEGMarker {
  static let startOfImage: UInt8 = 0xd8
  static let endOfImage: UInt8 = 0xd9
  static let startOfScan: UInt8 = 0xda
  static let application0: UInt8 = 0xe0
  static let application1: UInt8 = 0xe1
  static let application2: UInt8 = 0xe2
  static let application14: UInt8 = 0xee

  /// SOF0…SOF15 without the three that only look alike.
  static func isFrame(_ marker: UInt8) -> Bool {
    0xc0...0xcf ~= marker && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
  }

  /// Whether the marker is followed by a length: not a stuffed or filling byte, RSTn, SOI, EOI or TEM.
  static func hasSegment(_ marker: UInt8) -> Bool {
    0xc0...0xfe ~= marker && !(0xd0...0xd9 ~= marker)
  }
}
