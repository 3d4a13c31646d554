import Compression

/// Puts chunks behind each other after the signature of a PNG.
struct PNGChunkWriter {
  private(set) var bytes: [UInt8]

  /// A chunk's length has 31 bits; this leaves room to spare.
  private static let longestData = 1 << 30

  init(reserving count: Int) {
    bytes = PNGHeader.signature
    bytes.reserveCapacity(count)
  }

  /// Adds data under a name, in several chunks where one has no room for them (only IDAT ever has so many).
  mutating func append(_ name: String, _ data: [UInt8]) {
    var offset = 0
    repeat {
      let end = Swift.min(offset + Self.longestData, data.count)
      appendChunk(name, data[offset..<end])
      offset = end
    } while offset < data.count
  }

  private mutating func appendChunk(_ name: String, _ data: ArraySlice<UInt8>) {
    bytes.append(bigEndian32: UInt32(data.count))
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: data)
    bytes.append(bigEndian32: CRC32.sum(bytes[start...]))
  }
}
