/// Finds where a picture's file ends in a stream that has not been read to the end: a pure state machine, told of all
/// bytes since the file's beginning, which says how many it needs next.
enum FileSplitter {
  /// `offset` is the next chunk's.
  case png(offset: Int)
  /// `offset` is the next byte that has not been looked at: of a segment, or of a scan's coded data.
  case jpeg(offset: Int)
  case ppm

  enum Step: Equatable {
    /// The file has this many bytes.
    case complete(Int)
    /// There must be so many bytes, from the file's beginning, to go on.
    case needs(Int)
  }

  mutating func advance(over bytes: [UInt8]) throws(ImageError) -> Step {
    switch self {
    case .png(let offset): try advancePNG(bytes, offset)
    case .jpeg(let offset): try advanceJPEG(bytes, offset)
    case .ppm: try Self.ppmStep(bytes)
    }
  }

  /// A chunk is its length, its name, its data and a check sum; IEND is the last.
  private mutating func advancePNG(_ bytes: [UInt8], _ start: Int) throws(ImageError) -> Step {
    var offset = start
    while let length = bytes.bigEndian32(at: offset), offset + 8 <= bytes.count {
      guard length <= 0x7fff_ffff else { throw .corrupt(.png, reason: "a chunk declares \(length) bytes") }
      let end = offset + 12 + length
      if bytes[offset + 4..<offset + 8].elementsEqual("IEND".utf8) { return .complete(end) }
      offset = end
    }
    self = .png(offset: offset)
    return .needs(offset + 8)
  }

  /// Segments have lengths; the data of a scan go on to the next marker that is neither stuffing nor a restart.
  private mutating func advanceJPEG(_ bytes: [UInt8], _ start: Int) throws(ImageError) -> Step {
    var offset = start
    var wanted = 2
    while offset + wanted <= bytes.count {
      let marker = bytes[offset + 1]
      if bytes[offset] != 0xff || marker == 0xff {
        offset += 1
      } else if marker == JPEGMarker.endOfImage {
        return .complete(offset + 2)
      } else if !JPEGMarker.hasSegment(marker) {
        offset += 2
      } else if let length = bytes.bigEndian16(at: offset + 2) {
        offset += 2 + length
        wanted = 2
      } else {
        wanted = 4
      }
    }
    self = .jpeg(offset: offset)
    return .needs(offset + wanted)
  }

  private static func ppmStep(_ bytes: [UInt8]) throws(ImageError) -> Step {
    guard let header = try PPMHeader.read(bytes, isWhole: false) else { return .needs(bytes.count + 1) }
    return .complete(header.byteCount + header.pixelByteCount)
  }
}
