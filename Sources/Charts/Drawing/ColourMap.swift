import Images

/// A colour for each number of 0…1, between given ones.
struct ColourMap {
  private let anchors: [Colour]

  private init(_ anchors: Int...) { self.anchors = anchors.map { Colour(hex: $0) } }

  /// From white to dark blue.
  static let sequential = ColourMap(0xf7_fb_ff, 0xc6_db_ef, 0x6b_ae_d6, 0x21_71_b5, 0x08_30_6b)
  /// From blue over white to red; told apart by every colour vision.
  static let diverging = ColourMap(
    0x05_30_61, 0x21_66_ac, 0x6a_ac_d0, 0xd1_e5_f0, 0xff_ff_ff, 0xfd_db_c7, 0xef_8a_62, 0xb2_18_2b, 0x67_00_1f)
  /// For dots on white: none of it too light.
  static let steps = ColourMap(0xf2_b7_05, 0xe5_6b_2f, 0xb8_3a_6b, 0x6a_2c_8c, 0x22_1b_54)

  func colour(_ number: Double) -> Colour {
    let place = min(1, max(0, number)) * Double(anchors.count - 1)
    let index = min(Int(place), anchors.count - 2)
    return anchors[index].mixed(with: anchors[index + 1], place - Double(index))
  }
}
