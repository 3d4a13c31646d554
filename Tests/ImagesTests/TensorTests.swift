import Images
import Tensors
import Testing

struct ImageTensorTests {
  private static let size = PixelSize(width: 2, height: 1)
  private static let rgb = Image(size: size, channels: 3, samples: .bytes([255, 0, 51, 0, 102, 255]))

  @Test("A picture becomes planes of channels, height, width")
  func planes() {
    let tensor = Self.rgb.tensor()
    #expect(tensor.shape == [3, 1, 2])
    #expect(tensor.elements == [1, 0, 0, 0.4, 0.2, 1])
  }

  @Test("The symmetric range reaches from −1 to 1")
  func symmetric() {
    #expect(Self.rgb.tensor(range: .symmetric).elements == [1, -1, -1, Float(0.4) * 2 - 1, Float(0.2) * 2 - 1, 1])
  }

  @Test("There and back is the same picture", arguments: ValueRange.allCases)
  func roundTrip(_ range: ValueRange) throws {
    let bytes = (0..<(16 * 16 * 3)).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let image = Image(size: PixelSize(width: 16, height: 16), channels: 3, samples: .bytes(bytes))
    let back = try Image(image.tensor(range: range), range: range)
    #expect(try back.samples.bytes() == bytes)
    let planes = try image.tensor(range: range).withUnsafeElements { elements in
      try Image(planes: elements, size: image.size, channels: 3, range: range)
    }
    #expect(planes.samples == back.samples)
  }

  @Test("A value that is not finite never becomes a picture", arguments: [Float.nan, .infinity])
  func notFinite(_ value: Float) {
    #expect(throws: ImageError.notFinite) { try Image(Tensor([1, 1, 2], [0, value])) }
  }

  @Test("Grey is Pillow's luma", arguments: NumbersFromPillow.all.filter { $0.name == "luma" })
  func luma(_ golden: NumbersFromPillow) throws {
    let bytes = (0..<golden.size.count * 3).map(NumbersFromPillow.halfNoise)
    let image = Image(size: golden.size, channels: 3, samples: .bytes(bytes))
    #expect(try image.converted(toChannels: 1).samples.bytes().map { Float($0) } == golden.values)
    let floats = image.with(samples: .floats(image.samples.floats)).converted(toChannels: 1)
    #expect(zip(floats.samples.floats, golden.values).allSatisfy { abs($0 * 255 - $1) <= 0.51 })
  }

  @Test("Grey for an RGB model is repeated, RGB for a grey model is its luma")
  func channels() {
    let grey = Image(size: Self.size, channels: 1, samples: .words([65535, 0]))
    #expect(grey.tensor(channels: 3).elements == [1, 0, 1, 0, 1, 0])
    #expect(Self.rgb.tensor(channels: 1).shape == [1, 1, 2])
  }
}
