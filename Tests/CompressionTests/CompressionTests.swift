import Testing

@testable import Compression

@Suite struct CompressionTests {
  /// `gzip.compress(b"zoetrope " * 20, mtime=0)` of Python's standard library.
  static let file: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 202, 79, 45, 41, 202, 47, 72, 85, 168, 26, 58, 12, 0, 203, 4, 227, 105, 180,
    0,
    0, 0,
  ]

  @Test(arguments: 0...9) func whatIsCompressedExpandsAgain(level: Int) throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
    let stream = try #require(Zlib.compressed(bytes, level: level))
    #expect(Zlib.inflated(stream, count: bytes.count) == bytes)
    #expect(Zlib.expanded(stream, limit: bytes.count) == bytes)
  }

  @Test func aStreamOfAnotherLengthIsNotTaken() throws {
    let stream = try #require(Zlib.compressed(Array(repeating: 1, count: 10_000), level: 6))
    #expect(Zlib.inflated(stream, count: 9_999) == nil)
    #expect(Zlib.inflated(stream, count: 10_001) == nil)
    #expect(Zlib.expanded(stream, limit: 9_999) == nil)
    #expect(Zlib.expanded(Array(stream.dropLast(3)), limit: 1 << 20) == nil)
  }

  @Test func aFileOfGzipExpands() {
    #expect(Gzip.begins(Self.file))
    #expect(Gzip.expanded(Self.file, limit: 1000) == Array(String(repeating: "zoetrope ", count: 20).utf8))
    #expect(!Gzip.begins([0, 0, 8, 3]))
  }

  @Test(arguments: [11, 20, 25, 30]) func aDamagedFileOfGzipDoesNot(place: Int) {
    var file = Self.file
    file[place] ^= 0x55
    #expect(Gzip.expanded(file, limit: 1000) == nil)
    #expect(Gzip.expanded(Array(file[..<place]), limit: 1000) == nil)
  }

  @Test func theCheckSumIsThatOfPNG() { #expect(CRC32.sum(Array("IEND".utf8)[...]) == 0xAE42_6082) }
}
