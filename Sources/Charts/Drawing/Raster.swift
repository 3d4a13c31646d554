import Images

/// A picture that marks are drawn on, pixels mixed by how much of each a mark covers.
struct Raster {
  private let size: PixelSize
  /// Pixels of a point.
  private let scale: Double
  private var pixels: [UInt8]

  init(size: PixelSize, scale: Double) {
    self.size = size
    self.scale = scale
    pixels = Array(repeating: 255, count: size.count * 3)
  }

  var image: Image { Image(size: size, channels: 3, samples: .bytes(pixels)) }

  mutating func draw(_ mark: Mark) {
    switch mark {
    case .line(let places, let width, let colour): stroke([places], width: width, colour)
    case .disc(let place, let radius, let colour, let opacity):
      fill(disc: Place(place.x * scale, place.y * scale), radius: radius * scale, colour, opacity)
    case .box(let box, let colour): fill(box, colour)
    case .text(let lettering):
      stroke(LetterFont.standard.lines(of: lettering), width: LetterFont.weight(of: lettering), lettering.colour)
    }
  }

  /// A pixel's share of a box is the product of its shares along both axes.
  private mutating func fill(_ box: Box, _ colour: Colour) {
    let (left, right, top, bottom) = (box.left * scale, box.right * scale, box.top * scale, box.bottom * scale)
    for y in range(top, bottom, size.height) {
      let height = min(bottom, Double(y) + 1) - max(top, Double(y))
      for x in range(left, right, size.width) {
        mix(x, y, colour, height * (min(right, Double(x) + 1) - max(left, Double(x))))
      }
    }
  }

  private mutating func fill(disc centre: Place, radius: Double, _ colour: Colour, _ opacity: Double) {
    for y in range(centre.y - radius - 1, centre.y + radius + 1, size.height) {
      for x in range(centre.x - radius - 1, centre.x + radius + 1, size.width) {
        let (dx, dy) = (Double(x) + 0.5 - centre.x, Double(y) + 0.5 - centre.y)
        mix(x, y, colour, opacity * min(1, max(0, radius + 0.5 - (dx * dx + dy * dy).squareRoot())))
      }
    }
  }

  /// Lines of one colour, which cover a pixel once, however many of them cross there.
  private mutating func stroke(_ lines: [[Place]], width: Double, _ colour: Colour) {
    var mask = Mask(lines.map { $0.map { Place($0.x * scale, $0.y * scale) } }, reach: width * scale / 2, in: size)
    mask.cover()
    for y in mask.rows {
      for x in mask.columns(of: y) { mix(x, y, colour, Double(mask[x, y])) }
    }
  }

  private mutating func mix(_ x: Int, _ y: Int, _ colour: Colour, _ share: Double) {
    guard share > 0 else { return }
    let offset = (y * size.width + x) * 3
    for (channel, value) in [colour.red, colour.green, colour.blue].enumerated() {
      let below = Double(pixels[offset + channel])
      pixels[offset + channel] = UInt8((below + (Double(value) - below) * min(1, share)).rounded())
    }
  }

  /// The pixels that a stretch touches.
  private func range(_ from: Double, _ to: Double, _ limit: Int) -> Range<Int> {
    let first = Int(max(0, min(Double(limit), from.rounded(.down))))
    return first..<max(first, Int(max(0, min(Double(limit), to.rounded(.up)))))
  }
}
