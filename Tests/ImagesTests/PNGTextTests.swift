import Testing

@testable import Images

@Suite("Texts in a PNG")
struct PNGTextTests {
  static let picture = Image(
    size: PixelSize(width: 2, height: 2), channels: 1, samples: .bytes([1, 2, 3, 4]))

  private static func file(_ text: String) throws -> [UInt8] {
    var bytes = try PNGWriter.encode(picture)
    PNGText(keyword: "zoetrope", text: text).insert(into: &bytes)
    return bytes
  }

  @Test("come back, short or long, and the picture is the same", arguments: [0, 1, 511, 512, 100_000])
  func comeBack(_ length: Int) throws {
    let text = String(String(repeating: "häuser ", count: length / 7 + 1).prefix(length))
    let bytes = try Self.file(text)
    #expect(try PNGText.find("zoetrope", in: bytes)?.text == text)
    #expect(try ImageReader.decode(bytes).samples == Self.picture.samples)
    #expect(bytes.count < 4000)
  }

  @Test("are not found under another keyword, and not where there are none")
  func others() throws {
    #expect(try PNGText.find("zoetropes", in: Self.file("a")) == nil)
    #expect(try PNGText.find("zoetrop", in: Self.file("a")) == nil)
    #expect(try PNGText.find("zoetrope", in: PNGWriter.encode(Self.picture)) == nil)
    #expect(try PNGText.find("zoetrope", in: Array("no picture".utf8)) == nil)
  }

  @Test("tell when a byte of them has changed, or the file is cut")
  func damaged() throws {
    for text in ["short", String(repeating: "long ", count: 200)] {
      let bytes = try Self.file(text)
      var changed = bytes
      changed[60] ^= 1
      #expect(throws: PNGText.Damage.checkSum) { try PNGText.find("zoetrope", in: changed) }
      #expect(throws: PNGText.Damage.checkSum) { try PNGText.find("zoetrope", in: Array(bytes.prefix(60))) }
    }
  }
}
