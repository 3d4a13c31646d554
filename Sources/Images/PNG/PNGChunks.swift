import Compression

/// The chunks of a PNG in order, found by walking from length to length; no data is looked at.
struct PNGChunks: Sequence, IteratorProtocol {
  struct Chunk {
    let name: String
    /// Where its data are; they may end after the bytes at hand do.
    let data: Range<Int>
  }

  private let bytes: [UInt8]
  private var offset = PNGHeader.signature.count

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next chunk whose length and name lie within the bytes at hand.
  mutating func next() -> Chunk? {
    guard let length = bytes.bigEndian32(at: offset), offset + 8 <= bytes.count else { return nil }
    let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
    let chunk = Chunk(name: name, data: offset + 8..<offset + 8 + length)
    offset = chunk.data.upperBound + 4
    return chunk
  }

  /// The data of a chunk that is all there and whose check sum is right, nil otherwise.
  static func verifiedData(of chunk: Chunk, in bytes: [UInt8]) -> [UInt8]? {
    isSound(chunk, in: bytes) ? Array(bytes[chunk.data]) : nil
  }

  /// Whether a chunk is all there and its check sum is right.
  static func isSound(_ chunk: Chunk, in bytes: [UInt8]) -> Bool {
    guard let expected = bytes.bigEndian32(at: chunk.data.upperBound) else { return false }
    return Int(CRC32.sum(bytes[chunk.data.lowerBound - 4..<chunk.data.upperBound])) == expected
  }
}
