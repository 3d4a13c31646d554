/// A colour of light: red, green and blue in linear units.
struct Paint {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// As screens have it, 0xRRGGBB; squared, which is near enough to linear.
  init(_ hex: Int) {
    func channel(_ shift: Int) -> Double {
      let value = Double((hex >> shift) & 255) / 255
      return value * value
    }
    self.init(channel(16), channel(8), channel(0))
  }

  static func * (a: Paint, factor: Double) -> Paint { Paint(a.red * factor, a.green * factor, a.blue * factor) }
  static func * (a: Paint, b: Paint) -> Paint { Paint(a.red * b.red, a.green * b.green, a.blue * b.blue) }
  static func + (a: Paint, b: Paint) -> Paint { Paint(a.red + b.red, a.green + b.green, a.blue + b.blue) }

  /// This colour with another over it.
  func under(_ other: Paint, _ cover: Double) -> Paint {
    Paint(
      red + (other.red - red) * cover, green + (other.green - green) * cover, blue + (other.blue - blue) * cover)
  }

  /// The largest difference of a channel.
  func difference(_ other: Paint) -> Double {
    max(abs(red - other.red), abs(green - other.green), abs(blue - other.blue))
  }

  /// A colour between those of a scale, 0 the first and 1 the last.
  static func scale(_ colours: [Paint], _ place: Double) -> Paint {
    let position = min(max(place, 0), 1) * Double(colours.count - 1)
    let first = min(Int(position), colours.count - 2)
    return colours[first].under(colours[first + 1], position - Double(first))
  }
}
