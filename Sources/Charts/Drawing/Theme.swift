import Images

/// What all figures have in common: colours, sizes, distances, in points.
enum Theme {
  static let ink = Colour(hex: 0x22_22_26)
  /// Ticks and everything that explains.
  static let muted = Colour(hex: 0x5f_61_6b)
  static let grid = Colour(hex: 0xe7_e8_ec)
  static let axis = Colour(hex: 0xa3_a5_af)
  /// A cell without a value.
  static let nothing = Colour(hex: 0xf0_f0_f2)

  static let titleSize = 15.0
  static let textSize = 11.0
  static let margin = 20.0

  /// Okabe and Ito's colours, which people of every colour vision tell apart, and two more, so that there is one for each
  /// digit; grey for those beyond.
  static let palette = [
    0x00_72_b2, 0xe6_9f_00, 0x00_9e_73, 0xcc_79_a7, 0x56_b4_e9, 0xd5_5e_00, 0x8c_6b_2f, 0x22_22_26, 0xe0_d4_30,
    0x6a_3d_9a,
  ].map { Colour(hex: $0) }
  static let other = Colour(hex: 0x9a_9b_a3)

  static func colour(_ group: Int) -> Colour { palette.indices.contains(group) ? palette[group] : other }

  /// The colour of a group among several that have an order.
  static func colour(_ group: Int, of count: Int) -> Colour {
    ColourMap.steps.colour(count < 2 ? 1 : Double(group) / Double(count - 1))
  }
}

extension Colour {
  /// A colour as style sheets write it.
  init(hex: Int) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// As `#0072b2`.
  var hex: String {
    let number = 1 << 24 | Int(red) << 16 | Int(green) << 8 | Int(blue)
    return "#" + String(number, radix: 16).dropFirst()
  }

  /// How light it looks, 0…1.
  var lightness: Double { (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255 }

  /// So much of the way to another colour.
  func mixed(with other: Colour, _ share: Double) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded()) }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
