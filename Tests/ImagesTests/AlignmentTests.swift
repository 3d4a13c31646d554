import Foundation
import Images
import Testing

@Suite("A face is turned upright by its eyes")
struct AlignmentTests {
  static let template = EyePair(Point(5, 4.5), Point(10, 4.5))
  static let model = PixelSize(width: 16, height: 12)

  @Test("as the definition has it", arguments: NumbersFromDefinitions.all?.placed ?? [])
  func definition(_ expected: NumbersFromDefinitions.Case) throws {
    let geometry = try expected.geometry(template: NumbersFromDefinitions.eyes)
    let placed = try geometry.place(NumbersFromDefinitions.picture()).samples.bytes()
    let clamped = expected.values.map { min(max($0, 0), 255) }
    #expect(zip(placed, clamped).map { abs(Float($0) - $1) }.max() ?? .infinity < 0.51)
  }

  @Test("Eyes where a box would have them give the box's picture", arguments: [1.0, 3.0])
  func sameAsBox(scale: Double) throws {
    let photograph = NumbersFromDefinitions.picture()
    let box = CropBox(left: 2, top: 3, right: 2 + Int(16 * scale), bottom: 3 + Int(12 * scale))
    let byBox = try Geometry(photograph: photograph.size, crop: box, fit: .stretch, model: Self.model)
    func inPhotograph(_ point: Point) -> Point {
      Point((point.x + 0.5) * scale + 1.5, (point.y + 0.5) * scale + 2.5)
    }
    let eyes = EyePair(inPhotograph(Self.template.left), inPhotograph(Self.template.right))
    let byEyes = try Geometry(
      photograph: photograph.size, eyes: eyes, template: Self.template, model: Self.model)
    #expect(byEyes.visible == box)
    let (left, right) = (byBox.place(photograph).samples.floats, byEyes.place(photograph).samples.floats)
    let inside = left.indices.filter { i in (1..<15).contains(i / 3 % 16) && (1..<11).contains(i / 48) }
    // A box sees nothing beyond its edges; a turned face does. In its middle both see the same.
    let middle = scale == 1 ? inside : inside.filter { (3..<13).contains($0 / 3 % 16) && (3..<9).contains($0 / 48) }
    #expect(middle.allSatisfy { abs(left[$0] - right[$0]) < 1.01 / 255 })
  }

  @Test("Which eye is called left does not matter")
  func order() {
    #expect(EyePair(Point(9, 2), Point(4, 3)) == EyePair(Point(4, 3), Point(9, 2)))
  }

  @Test("Eyes that are one, or not in the picture, are refused with their places")
  func refused() {
    let size = PixelSize(width: 30, height: 20)
    func geometry(_ left: Point, _ right: Point) throws(ImageError) -> Geometry {
      try Geometry(photograph: size, eyes: EyePair(left, right), template: Self.template, model: Self.model)
    }
    #expect(throws: ImageError.eyesCoincide(Point(4, 5), Point(4.5, 5))) { try geometry(Point(4, 5), Point(4.5, 5)) }
    #expect(throws: ImageError.eyeOutside(Point(30, 5), size)) { try geometry(Point(4, 5), Point(30, 5)) }
    #expect(throws: ImageError.eyeOutside(Point(1e300, 5), size)) { try geometry(Point(4, 5), Point(1e300, 5)) }
    #expect(
      "\(ImageError.eyeOutside(Point(30.5, 5), size))"
        == "the eye at [30.5, 5] must lie inside the picture, which has 30×20 pixels")
  }

  @Test("Going there and back gives the face where it was", arguments: [0.0, 12, -35, 80])
  func roundTrip(degrees: Double) throws {
    let size = PixelSize(width: 120, height: 110)
    // A soft hill, which survives the model's few pixels.
    let values = (0..<size.count).map { i -> Float in
      let (x, y) = (Float(i % 120) - 66, Float(i / 120) - 52)
      return 0.2 + 0.6 * max(0, 1 - (x * x + y * y) / 900)
    }
    let image = Image(size: size, channels: 1, samples: .floats(values))
    let angle = degrees * .pi / 180
    let (dx, dy) = (cos(angle) * 15, sin(angle) * 15)
    let eyes = EyePair(Point(62 - dx, 50 - dy), Point(62 + dx, 50 + dy))
    let geometry = try Geometry(photograph: size, eyes: eyes, template: Self.template, model: Self.model)
    let back = geometry.undo(geometry.place(image))
    #expect(back.size == geometry.visible.size)
    let original = try image.cropped(to: geometry.visible).samples.floats
    // Beyond the model's frame its edges are repeated; the hill does not reach so far.
    let errors = zip(back.samples.floats, original).map { abs($0 - $1) }
    #expect(errors.reduce(0, +) / Float(errors.count) < 0.02)
  }

  @Test("Alpha turns with the colours, and what is hidden does not bleed")
  func alpha() throws {
    let size = NumbersFromDefinitions.photograph
    let hidden = (0..<size.count).map { $0 % 56 >= 28 }
    let image = Image(
      size: size, channels: 1, samples: .bytes(hidden.map { $0 ? 255 : 100 }),
      alpha: .bytes(hidden.map { $0 ? 0 : 255 }))
    let geometry = try Geometry(
      photograph: size, eyes: EyePair(Point(20, 18), Point(33, 21)), template: Self.template, model: Self.model)
    let placed = geometry.place(image)
    let (colours, alpha) = (try placed.samples.bytes(), try #require(try placed.alpha?.bytes()))
    #expect(alpha.contains(255) && alpha.contains(0))
    for i in colours.indices where alpha[i] > 2 { #expect(abs(Int(colours[i]) - 100) <= 1) }
  }
}
