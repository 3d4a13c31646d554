import Images
import Testing

@testable import Charts

@Suite("Drawing figures as pixels")
struct RasterTests {
  private func pixels(_ marks: [Mark], scale: Double = 1, size: Int = 8) throws -> [[UInt8]] {
    var raster = Raster(size: PixelSize(width: size, height: size), scale: scale)
    for mark in marks { raster.draw(mark) }
    let bytes = try raster.image.samples.bytes()
    return (0..<size).map { y in (0..<size).map { x in bytes[(y * size + x) * 3] } }
  }

  @Test("A box covers whole pixels wholly and halves by half")
  func box() throws {
    let rows = try pixels([.box(Box(left: 1, top: 1, right: 3.5, bottom: 2), .black)])
    #expect(rows[1] == [255, 0, 0, 128, 255, 255, 255, 255])
    #expect(rows[0].allSatisfy { $0 == 255 } && rows[2].allSatisfy { $0 == 255 })
  }

  @Test("A disc has the area that it should have")
  func disc() throws {
    let rows = try pixels([.disc(Place(16, 16), radius: 10, .black, opacity: 1)], size: 32)
    let area = rows.joined().reduce(0) { $0 + (255 - Double($1)) / 255 }
    #expect(abs(area - 314.16) < 2)
  }

  @Test("Lines that cross cover a pixel once")
  func crossing() throws {
    let colour = Colour(red: 100, green: 100, blue: 100)
    let rows = try pixels([.line([Place(0, 4), Place(8, 4), Place(0, 4)], width: 1, colour)])
    #expect(rows[3][4] == rows[4][4] && rows[3][4] > 100)
  }

  @Test("Opacity lets what is below shine through")
  func opacity() throws {
    let rows = try pixels([.disc(Place(4, 4), radius: 3, .black, opacity: 0.4)])
    #expect(rows[4][4] == 153)
  }

  @Test("What lies outside is cut off")
  func outside() throws {
    let far = Mark.box(Box(left: -9, top: -9, right: 99, bottom: 1), .black)
    let rows = try pixels([
      far, .disc(Place(-50, 900), radius: 3, .black, opacity: 1), .line([Place(-9, -9)], width: 2, .black),
    ])
    #expect(rows[0].allSatisfy { $0 == 0 } && rows[1].allSatisfy { $0 == 255 })
  }

  @Test("Every printable ASCII letter has strokes; an unknown one is a box")
  func letters() {
    let font = LetterFont.standard
    for code in UInt8(33)...126 { #expect(font.glyph(Character(UnicodeScalar(code))).advance != 0.6, "\(code)") }
    #expect(font.glyph("語").advance == 0.6)
    #expect(abs(font.width("ab", size: 10) - 11.12) < 1e-9)
    #expect(font.fitted("abcdefgh", into: 30, size: 10) == "abc…")
  }
}
