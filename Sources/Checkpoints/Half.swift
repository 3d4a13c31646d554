/// Conversions of IEEE 754 half precision numbers, as bits.
///
/// Swift's `Float16` does not exist on every platform (Intel Macs), and without hardware support converts one number at
/// a time by a call.
package enum Half {
  /// The largest finite number.
  static let greatestFinite: Float = 65504

  /// The number, exactly.
  ///
  /// The bits moved to where `Float` has them are the number times 2⁻¹¹², subnormal ones included; infinity and NaN
  /// get the exponent that they have there. Without a branch, so that the compiler makes vectors of a loop over it.
  @inline(__always)
  package static func float(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) &<< 16
    let moved = UInt32(bits & 0x7FFF) &<< 13
    let scaled = (Float(bitPattern: moved) * 0x1p112).bitPattern
    let special = moved | 0x7F80_0000
    return Float(bitPattern: sign | (moved >= 0x0F80_0000 ? special : scaled))
  }

  /// The nearest half, ties to even; infinity for what is too large.
  package static func bits(_ value: Float) -> UInt16 {
    let sign = UInt16(value.bitPattern >> 16) & 0x8000
    let magnitude = value.bitPattern & 0x7FFF_FFFF
    if magnitude > 0x7F80_0000 { return sign | 0x7E00 | UInt16(magnitude >> 13 & 0x1FF) }
    if magnitude >= 0x477F_F000 { return sign | 0x7C00 }
    if magnitude < 0x3880_0000 {
      // Below 2⁻¹⁴: adding ½ puts the last bit of a subnormal half at the last bit of the sum, and rounds it.
      let sum = (Float(bitPattern: magnitude) + 0.5).bitPattern
      return sign | UInt16(sum - Float(0.5).bitPattern)
    }
    let odd = magnitude >> 13 & 1
    return sign | UInt16((magnitude - 0x3800_0000 + 0xFFF + odd) >> 13)
  }
}
