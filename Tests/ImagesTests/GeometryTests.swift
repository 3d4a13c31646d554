import Images
import Testing

struct GeometryTests {
  static let model = PixelSize(width: 64, height: 64)

  /// A picture whose samples tell their place.
  static func ramp(_ size: PixelSize, alpha: Bool = false) -> Image {
    let pixels = (0..<size.count).flatMap { i -> [Float] in
      [Float(i % size.width) / Float(size.width), Float(i / size.width) / Float(size.height), 0.5]
    }
    let plane = (0..<size.count).map { UInt8(truncatingIfNeeded: $0) }
    return Image(size: size, channels: 3, samples: .floats(pixels), alpha: alpha ? .bytes(plane) : nil)
  }

  @Test("A picture of another size needs a fit, and the error names both sizes")
  func needsFit() {
    let size = PixelSize(width: 178, height: 218)
    #expect(throws: ImageError.sizeDiffers(found: size, expected: Self.model)) {
      try Geometry(photograph: size, fit: nil, model: Self.model)
    }
    #expect("\(ImageError.sizeDiffers(found: size, expected: Self.model))".contains("178×218"))
  }

  @Test("A crop of the model's size needs no fit, and is exact both ways")
  func exactCrop() throws {
    let image = Self.ramp(PixelSize(width: 100, height: 90))
    let box = CropBox(left: 10, top: 20, right: 74, bottom: 84)
    let geometry = try Geometry(photograph: image.size, crop: box, fit: nil, model: Self.model)
    let placed = geometry.place(image)
    #expect(placed.samples == (try image.cropped(to: box).samples))
    #expect(geometry.undo(placed).samples == placed.samples)
  }

  @Test(
    "A crop must lie inside the picture",
    arguments: [(-1, 0, 5, 5), (0, 0, 11, 5), (0, 0, 5, 9), (5, 0, 5, 5), (6, 0, 5, 5), (0, -2, 5, 5), (0, 4, 5, 3)])
  func cropOutside(_ box: (Int, Int, Int, Int)) {
    let box = CropBox(left: box.0, top: box.1, right: box.2, bottom: box.3)
    let size = PixelSize(width: 10, height: 8)
    #expect(throws: ImageError.cropOutside(box, size)) {
      try Geometry(photograph: size, crop: box, fit: .stretch, model: Self.model)
    }
  }

  @Test("fit: crop shows the middle, and what it shows has the model's proportions")
  func fitCrop() throws {
    let wide = try Geometry(photograph: PixelSize(width: 200, height: 100), fit: .crop, model: Self.model)
    #expect(wide.visible == CropBox(left: 50, top: 0, right: 150, bottom: 100))
    #expect(wide.inner == CropBox(Self.model))
    let high = try Geometry(photograph: PixelSize(width: 178, height: 218), fit: .crop, model: Self.model)
    #expect(high.visible == CropBox(left: 0, top: 20, right: 178, bottom: 198))
  }

  @Test("fit: pad shows all in the middle and repeats the edges")
  func fitPad() throws {
    let image = Self.ramp(PixelSize(width: 128, height: 64))
    let geometry = try Geometry(photograph: image.size, fit: .pad, model: Self.model)
    #expect(geometry.inner == CropBox(left: 0, top: 16, right: 64, bottom: 48))
    let placed = geometry.place(image).samples.floats
    let row = { (y: Int) in Array(placed[y * 192..<(y + 1) * 192]) }
    #expect(row(0) == row(16))
    #expect(row(63) == row(47))
    #expect(row(16) != row(47))
  }

  @Test(
    "Going there and back gives the visible part at the photograph's scale", arguments: Fit.allCases,
    [PixelSize(width: 89, height: 109), PixelSize(width: 300, height: 40), PixelSize(width: 20, height: 31)])
  func roundTrip(_ fit: Fit, _ size: PixelSize) throws {
    let image = Self.ramp(size, alpha: true)
    let geometry = try Geometry(photograph: size, fit: fit, model: Self.model)
    let placed = geometry.place(image)
    #expect(placed.size == Self.model)
    let back = geometry.undo(placed, photographAlpha: image.alpha)
    let original = try image.cropped(to: geometry.visible)
    #expect(back.size == geometry.visible.size)
    #expect(back.alpha == original.alpha)
    // A ramp loses nothing by scaling but at its ends.
    let errors = zip(
      back.with(alpha: nil).samples.floats, original.samples.floats
    ).map { abs($0 - $1) }
    #expect(errors.reduce(0, +) / Float(errors.count) < 0.02)
  }

  @Test("Alpha of another size than the photograph follows the picture")
  func alphaScales() throws {
    let image = Self.ramp(PixelSize(width: 128, height: 128), alpha: true)
    let geometry = try Geometry(photograph: image.size, fit: .stretch, model: Self.model)
    #expect(geometry.place(image).alpha?.count == 64 * 64)
    #expect(geometry.undo(geometry.place(image)).alpha?.count == 128 * 128)
  }

  @Test("Extreme proportions keep at least one pixel")
  func extreme() throws {
    let geometry = try Geometry(photograph: PixelSize(width: 10000, height: 1), fit: .pad, model: Self.model)
    #expect(geometry.inner.size == PixelSize(width: 64, height: 1))
    let cropped = try Geometry(photograph: PixelSize(width: 10000, height: 1), fit: .crop, model: Self.model)
    #expect(cropped.visible.size == PixelSize(width: 1, height: 1))
  }
}
