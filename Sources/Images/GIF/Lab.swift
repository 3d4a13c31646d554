#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A colour in Oklab, where equal distances look about equally different: lightness, green to red, blue to yellow.
struct Lab: Equatable {
  var l: Float
  var a: Float
  var b: Float

  /// - Parameter colour: red, green and blue of sRGB, as `0xrrggbb`.
  init(_ colour: UInt32) {
    let red = linear[Int(colour >> 16 & 0xff)]
    let green = linear[Int(colour >> 8 & 0xff)]
    let blue = linear[Int(colour & 0xff)]
    let long = cbrtf(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrtf(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrtf(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    l = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  init(l: Float, a: Float, b: Float) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// The nearest colour of sRGB, as `0xrrggbb`.
  var colour: UInt32 {
    func cube(_ x: Float) -> Float { x * x * x }
    let long = cube(l + 0.3963377774 * a + 0.2158037573 * b)
    let medium = cube(l - 0.1055613458 * a - 0.0638541728 * b)
    let short = cube(l - 0.0894841775 * a - 1.2914855480 * b)
    let red = Self.byte(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
    let green = Self.byte(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
    let blue = Self.byte(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    return red << 16 | green << 8 | blue
  }

  private static func byte(_ linear: Float) -> UInt32 {
    let value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * powf(linear, 1 / 2.4) - 0.055
    return UInt32((min(max(value, 0), 1) * 255).rounded())
  }

  static func - (x: Lab, y: Lab) -> Lab { Lab(l: x.l - y.l, a: x.a - y.a, b: x.b - y.b) }
  static func + (x: Lab, y: Lab) -> Lab { Lab(l: x.l + y.l, a: x.a + y.a, b: x.b + y.b) }
  static func * (x: Lab, factor: Float) -> Lab { Lab(l: x.l * factor, a: x.a * factor, b: x.b * factor) }

  /// The inner product.
  func dot(_ other: Lab) -> Float { l * other.l + a * other.a + b * other.b }
  /// The square of the length.
  var square: Float { dot(self) }
}

/// The light of each of sRGB's 256 values.
private let linear: [Float] = (0..<256).map { number in
  let value = Float(number) / 255
  return value <= 0.04045 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
}
