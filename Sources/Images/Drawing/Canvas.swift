/// An RGB picture of 8 bits to draw on: pictures, boxes and labels. What lies outside is cut off.
public struct Canvas: Sendable {
  public let size: PixelSize
  private var pixels: [UInt8]

  /// - Precondition: `size` has at least one pixel.
  public init(size: PixelSize, background: Colour = .white) {
    precondition(size.width > 0 && size.height > 0, "a canvas of \(size)")
    self.size = size
    pixels = Array(repeating: 0, count: size.count * 3)
    fill(CropBox(size), background)
  }

  /// What has been drawn.
  public var image: Image { Image(size: size, channels: 3, samples: .bytes(pixels)) }

  /// Paints a box.
  public mutating func fill(_ box: CropBox, _ colour: Colour) {
    let (columns, rows) = inside(box)
    for y in rows {
      for x in columns { set((y * size.width + x) * 3, colour.red, colour.green, colour.blue) }
    }
  }

  /// Draws a picture pixel by pixel, its upper left corner at (x, y); where it has alpha, what is below shines through.
  /// - Throws: `ImageError.notFinite`.
  public mutating func draw(_ image: Image, x left: Int, y top: Int) throws(ImageError) {
    let colours = try image.converted(toChannels: 3).samples.bytes()
    let alpha = try image.alpha.map { (samples) throws(ImageError) in try samples.bytes() }
    let (columns, rows) = inside(
      CropBox(left: left, top: top, right: left + image.size.width, bottom: top + image.size.height))
    for y in rows {
      for x in columns {
        let source = (y - top) * image.size.width + x - left
        let target = (y * size.width + x) * 3
        let opacity = alpha?[source] ?? 255
        set(
          target, blend(colours[source * 3], over: pixels[target], opacity),
          blend(colours[source * 3 + 1], over: pixels[target + 1], opacity),
          blend(colours[source * 3 + 2], over: pixels[target + 2], opacity))
      }
    }
  }

  /// The columns and rows of a box that the canvas has.
  private func inside(_ box: CropBox) -> (columns: Range<Int>, rows: Range<Int>) {
    let all = CropBox(size)
    return (
      (box.left..<max(box.left, box.right)).clamped(to: all.left..<all.right),
      (box.top..<max(box.top, box.bottom)).clamped(to: all.top..<all.bottom)
    )
  }

  private mutating func set(_ offset: Int, _ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    pixels[offset] = red
    pixels[offset + 1] = green
    pixels[offset + 2] = blue
  }

  private func blend(_ top: UInt8, over bottom: UInt8, _ opacity: UInt8) -> UInt8 {
    if opacity == 255 { return top }
    let share = Int(opacity)
    let sum = Int(top) * share + Int(bottom) * (255 - share)
    return UInt8((sum + 127) / 255)
  }
}
