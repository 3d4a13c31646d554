import Images
import Tensors
import Testing

@Suite("A change goes back onto the photograph")
struct CarryingTests {
  static let model = PixelSize(width: 16, height: 12)

  /// A photograph of noise in any precision.
  static func photograph(_ size: PixelSize, channels: Int = 3, words: Bool = false) -> Image {
    let noise = (0..<size.count * channels).map(NumbersFromPillow.noise)
    return Image(
      size: size, channels: channels, samples: words ? .words(noise.map { UInt16($0) * 257 }) : .bytes(noise),
      alpha: .bytes((0..<size.count).map(NumbersFromPillow.halfNoise)))
  }

  static func eyes(_ x: Double, _ y: Double, _ u: Double, _ v: Double) -> EyePair { EyePair(Point(x, y), Point(u, v)) }

  /// A face turned by some degrees, or the box [6, 5, 46, 35].
  static func geometry(_ size: PixelSize, turned: Bool) throws -> Geometry {
    if turned {
      return try Geometry(
        photograph: size, eyes: eyes(20, 18, 33, 21), template: eyes(5, 4.5, 10, 4.5), model: model)
    }
    let box = CropBox(left: 6, top: 5, right: 46, bottom: 35)
    return try Geometry(photograph: size, crop: box, fit: .stretch, model: model)
  }

  @Test("The reference values are those of the script beside them")
  func script() throws {
    #expect(try NumbersFromDefinitions.scriptSum() == NumbersFromDefinitions.all?.script)
  }

  @Test("as the definition has it", arguments: NumbersFromDefinitions.all?.carried ?? [])
  func definition(_ expected: NumbersFromDefinitions.Case) throws {
    let geometry = try expected.geometry(template: NumbersFromDefinitions.eyes)
    let photograph = NumbersFromDefinitions.picture()
    let carried = try geometry.carry(change: NumbersFromDefinitions.change, onto: photograph).samples.bytes()
    let differences = zip(carried, try photograph.samples.bytes()).map { Float($0) - Float($1) }
    // Half a step is what rounding may take.
    #expect(zip(differences, expected.values).map { abs($0 - $1) }.max() ?? .infinity < 0.51)
  }

  @Test("and where it is nothing, nothing changes", arguments: [true, false], [true, false])
  func nothing(turned: Bool, words: Bool) throws {
    let photograph = Self.photograph(PixelSize(width: 60, height: 50), words: words)
    let geometry = try Self.geometry(photograph.size, turned: turned)
    var change = Tensor([3, 12, 16])
    #expect(try geometry.carry(change: change, onto: photograph).samples == photograph.samples)
    // A change of one pixel of the model reaches less than two of its pixels further, here at most 2 · 2.7 · √2.
    change[6 * 16 + 8] = 0.5
    let carried = try geometry.carry(change: change, onto: photograph)
    #expect(carried.samples != photograph.samples)
    #expect(carried.alpha == photograph.alpha)
    let middle = geometry.alignment.map { $0(Point(8, 6)) } ?? Point(6 + 8.5 * 2.5 - 0.5, 5 + 6.5 * 2.5 - 0.5)
    let (before, after) = (photograph.samples.floats, carried.samples.floats)
    for i in before.indices where before[i] != after[i] {
      let (x, y) = (Double(i / 3 % 60), Double(i / 180))
      #expect(i % 3 == 0, "only red was changed")
      #expect(abs(x - middle.x) < 7.7 && abs(y - middle.y) < 7.7, "(\(x), \(y)) changed")
      #expect(after[i] > before[i], "darker beside a change to the brighter: a halo")
    }
  }

  @Test("and comes out of it again when the photograph is placed", arguments: [true, false])
  func roundTrip(turned: Bool) throws {
    let size = PixelSize(width: 60, height: 50)
    let grey = Image(size: size, channels: 3, samples: .floats(.init(repeating: 0.5, count: size.count * 3)))
    let geometry = try Self.geometry(size, turned: turned)
    // A soft bump, as an edit of a face is.
    let bump = (0..<3 * 192).map { i -> Float in
      let (x, y) = (Float(i % 16) - 7.5, Float(i / 16 % 12) - 5.5)
      return 0.4 * max(0, 1 - (x * x + y * y) / 20)
    }
    let carried = try geometry.carry(change: Tensor([3, 12, 16], bump), onto: grey)
    let placed = try Image(Tensor([3, 12, 16], bump)).samples.floats
    let errors = zip(geometry.place(carried).samples.floats, placed).map { abs($0 - 0.5 - $1) }
    #expect(errors.max() ?? 1 < 0.03)
  }

  @Test("without going beyond the range of the samples", arguments: [Float(9), -9])
  func clamped(_ amount: Float) throws {
    let photograph = Self.photograph(PixelSize(width: 60, height: 50))
    let geometry = try Geometry(photograph: photograph.size, fit: .stretch, model: Self.model)
    let carried = try geometry.carry(change: Tensor([3, 12, 16], repeating: amount), onto: photograph)
    #expect(carried.samples == .bytes(.init(repeating: amount > 0 ? 255 : 0, count: 9000)))
  }

  @Test("fading out at the edges of the box, but not at those of the photograph")
  func fading() throws {
    let size = PixelSize(width: 60, height: 50)
    let black = Image(size: size, channels: 1, samples: .bytes(.init(repeating: 0, count: size.count)))
    let box = CropBox(left: 0, top: 10, right: 40, bottom: 50)
    let geometry = try Geometry(photograph: size, crop: box, fit: .stretch, model: Self.model)
    let values = try geometry.carry(change: Tensor([1, 12, 16], repeating: 1), onto: black).samples.bytes()
    func row(_ y: Int) -> [UInt8] { Array(values[y * 60..<(y + 1) * 60]) }
    #expect(values[49 * 60] == 255)
    #expect(row(49)[..<36].allSatisfy { $0 == 255 })
    #expect(row(49)[37..<40].allSatisfy { 0 < $0 && $0 < 255 })
    #expect(row(49)[40...].allSatisfy { $0 == 0 })
    #expect(row(9).allSatisfy { $0 == 0 })
    #expect(row(10)[0] > 0 && row(10)[0] < 60)
    let hard = try geometry.carry(change: Tensor([1, 12, 16], repeating: 1), onto: black, feather: 0)
    #expect(try hard.samples.bytes().count { $0 == 255 } == 40 * 40)
  }

  @Test("onto grey by its luma, and from grey onto colours")
  func channels() throws {
    let size = PixelSize(width: 32, height: 24)
    let geometry = try Geometry(photograph: size, fit: .stretch, model: Self.model)
    let grey = Image(size: size, channels: 1, samples: .bytes(.init(repeating: 100, count: size.count)))
    let red = Tensor([3, 12, 16], (0..<576).map { $0 < 192 ? 0.5 : 0 })
    #expect(try geometry.carry(change: red, onto: grey).samples == .bytes(.init(repeating: 138, count: size.count)))
    let colours = Image(size: size, channels: 3, samples: .bytes(.init(repeating: 100, count: size.count * 3)))
    let light = Tensor([1, 12, 16], repeating: 0.2)
    #expect(
      try geometry.carry(change: light, onto: colours).samples == .bytes(.init(repeating: 151, count: size.count * 3)))
  }

  @Test("A change that is not finite is refused")
  func notFinite() throws {
    let photograph = Self.photograph(PixelSize(width: 60, height: 50))
    let geometry = try Self.geometry(photograph.size, turned: true)
    var change = Tensor([3, 12, 16])
    change[100] = .nan
    #expect(throws: ImageError.notFinite) { try geometry.carry(change: change, onto: photograph) }
  }

  @Test("Only what fit: pad shows of the photograph is changed, not the padding")
  func padded() throws {
    let size = PixelSize(width: 64, height: 12)
    let black = Image(size: size, channels: 1, samples: .bytes(.init(repeating: 0, count: size.count)))
    let geometry = try Geometry(photograph: size, fit: .pad, model: Self.model)
    #expect(geometry.inner == CropBox(left: 0, top: 4, right: 16, bottom: 7))
    let rows = (0..<192).map { i -> Float in (4..<7).contains(i / 16) ? 0 : 1 }
    #expect(try geometry.carry(change: Tensor([1, 12, 16], rows), onto: black).samples == black.samples)
  }
}
