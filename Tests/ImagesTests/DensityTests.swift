import Images
import Testing

@Suite("How many pixels go on a length")
struct DensityTests {
  private static func picture(_ pixelsPerMetre: Int?) -> Image {
    Image(
      size: PixelSize(width: 8, height: 6), channels: 3, samples: .bytes(.init(repeating: 90, count: 144)),
      metadata: ImageMetadata(pixelsPerMetre: pixelsPerMetre))
  }

  @Test("survives in a PNG", arguments: [nil, 1, 2835, 11811, 1_000_000])
  func png(_ density: Int?) throws {
    let file = try PNGWriter.encode(Self.picture(density))
    #expect(try ImageReader.decode(file).metadata.pixelsPerMetre == density)
  }

  #if TurboJPEG
    @Test(
      "survives in a JPEG, which counts by the inch",
      arguments: [(2835, 2835), (11811, 11811), (10000, 10000), (1, nil)])
    func jpeg(_ density: Int, _ expected: Int?) throws {
      let file = try JPEGWriter.encode(Self.picture(density))
      #expect(try ImageReader.decode(file).metadata.pixelsPerMetre == expected)
    }

    @Test("comes from a JPEG by inch or by centimetre, and not where it is only a shape")
    func units() throws {
      var file = try JPEGWriter.encode(Self.picture(11811))
      #expect(file[13] == 1)
      file[13] = 2
      #expect(try ImageReader.decode(file).metadata.pixelsPerMetre == 30000)
      file[13] = 0
      #expect(try ImageReader.decode(file).metadata.pixelsPerMetre == nil)
      (file[13], file[15]) = (1, 9)
      #expect(try ImageReader.decode(file).metadata.pixelsPerMetre == nil)
    }
  #endif
}
