import Images
import Testing

struct PPMTests {
  @Test("Colour is P6, grey is P5, and both read back")
  func roundTrip() throws {
    let size = PixelSize(width: 2, height: 1)
    let rgb = Image(size: size, channels: 3, samples: .bytes([1, 2, 3, 4, 5, 6]))
    #expect(try PPMWriter.encode(rgb) == Array("P6\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6])
    let grey = Image(size: size, channels: 1, samples: .bytes([10, 13]))
    #expect(try PPMWriter.encode(grey) == Array("P5\n2 1\n255\n".utf8) + [10, 13])
    for image in [rgb, grey] {
      let again = try ImageReader.decode(PPMWriter.encode(image))
      #expect(again.samples == image.samples && again.size == size)
    }
  }

  @Test("Alpha is an error")
  func alpha() {
    let image = Image(size: PixelSize(width: 1, height: 1), channels: 1, samples: .bytes([1]), alpha: .bytes([1]))
    #expect(throws: ImageError.alphaNotStorable(.ppm)) { try PPMWriter.encode(image) }
  }

  @Test("Comments, 16 bits and another white are read")
  func variants() throws {
    let commented = Array("P5 # a comment\n# another\n 2\t1\n15\n".utf8) + [15, 1]
    #expect(try ImageReader.decode(commented).samples == .bytes([255, 17]))
    let wide = Array("P5\n1 1\n65535\n".utf8) + [0x12, 0x34]
    #expect(try ImageReader.decode(wide).samples == .words([0x1234]))
  }

  @Test(
    "A damaged header is an error",
    arguments: [
      "P6\n", "P6\n2 1", "P6\n0 1\n255\n", "P6\n2 x\n255\n", "P6\n2 1\n70000\n", "P6\n99999999999999999999 1\n255\n",
      "P6\n2000000000 2000000000\n255\n", "P6\n2 1\n255\nabc",
    ])
  func damaged(_ text: String) {
    #expect(throws: ImageError.self) { try ImageReader.decode(Array(text.utf8)) }
  }
}
