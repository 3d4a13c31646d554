import Images
import Testing

struct ResizeTests {
  private static let noise = NumbersFromPillow.noise
  private static let source = NumbersFromPillow.source

  @Test("Floats agree with Pillow's Lanczos", arguments: NumbersFromPillow.all.filter { $0.name == "floats" })
  func floats(_ golden: NumbersFromPillow) {
    let image = Image(
      size: Self.source, channels: 1, samples: .floats((0..<Self.source.count).map { Float(Self.noise($0)) }))
    let resized = image.resized(to: golden.size).samples.floats
    #expect(zip(resized, golden.values).map { abs($0 - $1) }.max() ?? .infinity < 0.001)
  }

  @Test(
    "Bytes agree with Pillow's Lanczos within its rounding",
    arguments: NumbersFromPillow.all.filter { $0.name == "rgb" })
  func bytes(_ golden: NumbersFromPillow) throws {
    let image = Image(
      size: Self.source, channels: 3, samples: .bytes((0..<Self.source.count * 3).map(NumbersFromPillow.halfNoise)))
    let resized = try image.resized(to: golden.size).samples.bytes().map { Float($0) }
    #expect(zip(resized, golden.values).map { abs($0 - $1) }.max() ?? .infinity <= 1)
  }

  @Test(
    "Colours count as much as they are opaque, as in Pillow",
    arguments: NumbersFromPillow.all.filter { $0.name == "rgba" })
  func alpha(_ golden: NumbersFromPillow) throws {
    let samples = (0..<Self.source.count * 4).map(NumbersFromPillow.halfNoise)
    let image = Image(
      size: Self.source, channels: 3, samples: .bytes(samples.indices.filter { $0 % 4 < 3 }.map { samples[$0] }),
      alpha: .bytes(samples.indices.filter { $0 % 4 == 3 }.map { samples[$0] }))
    let resized = image.resized(to: golden.size)
    let (colours, alpha) = (try resized.samples.bytes(), try #require(try resized.alpha?.bytes()))
    for pixel in alpha.indices {
      #expect(abs(Float(alpha[pixel]) - golden.values[pixel * 4 + 3]) <= 1)
      for channel in 0..<3 {
        // Pillow rounds the multiplied colours to bytes first; dividing by a small alpha enlarges that error.
        let tolerance = 2 * 255 / golden.values[pixel * 4 + 3]
        #expect(abs(Float(colours[pixel * 3 + channel]) - golden.values[pixel * 4 + channel]) <= tolerance)
      }
    }
  }

  @Test("The colour of what cannot be seen does not bleed")
  func hiddenColours() throws {
    // The left half is opaque grey, the right half is invisible and glaring.
    let pixels = (0..<16).map { $0 % 4 < 2 }
    let image = Image(
      size: PixelSize(width: 4, height: 4), channels: 1, samples: .bytes(pixels.map { $0 ? 100 : 255 }),
      alpha: .bytes(pixels.map { $0 ? 255 : 0 }))
    let small = image.resized(to: PixelSize(width: 3, height: 3))
    let (colours, alpha) = (try small.samples.bytes(), try #require(try small.alpha?.bytes()))
    for i in colours.indices where alpha[i] > 0 { #expect(colours[i] == 100) }
  }

  @Test("A plain colour stays what it is at every size", arguments: [1, 3, 7, 64, 129])
  func constant(side: Int) throws {
    let image = Image(
      size: PixelSize(width: 89, height: 109), channels: 3, samples: .bytes(.init(repeating: 200, count: 89 * 109 * 3)))
    let resized = image.resized(to: PixelSize(width: side, height: side + 1))
    #expect(try resized.samples.bytes().allSatisfy { $0 == 200 })
  }

  @Test("Bands leave no seam: a tall picture equals its parts")
  func bands() throws {
    let size = PixelSize(width: 5, height: 400)
    let image = Image(size: size, channels: 1, samples: .bytes((0..<size.count).map(Self.noise)))
    let doubled = image.resized(to: PixelSize(width: 5, height: 200))
    // The rows 90…110 depend on the rows 174…226 of the source alone.
    let part = try image.cropped(to: CropBox(left: 0, top: 160, right: 5, bottom: 240))
    let partDoubled = part.resized(to: PixelSize(width: 5, height: 40))
    let middle = CropBox(left: 0, top: 90, right: 5, bottom: 110)
    let same = CropBox(left: 0, top: 10, right: 5, bottom: 30)
    #expect(try doubled.cropped(to: middle).samples == partDoubled.cropped(to: same).samples)
  }
}
