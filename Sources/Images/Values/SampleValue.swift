/// A type that samples are stored in; arithmetic takes place in `Float`, on the type's own scale.
protocol SampleValue {
  var asFloat: Float { get }
  /// What stands for white.
  static var white: Float { get }
  /// The nearest value of the type; beyond its ends, the end.
  init(nearest value: Float)
}

extension UInt8: SampleValue {
  static var white: Float { 255 }
  var asFloat: Float { Float(self) }
  init(nearest value: Float) { self = UInt8(truncatingIfNeeded: Swift.min(Swift.max(value, 0), 255).nearestInteger) }
}

extension UInt16: SampleValue {
  static var white: Float { 65535 }
  var asFloat: Float { Float(self) }
  init(nearest value: Float) { self = UInt16(truncatingIfNeeded: Swift.min(Swift.max(value, 0), 65535).nearestInteger) }
}

extension Float: SampleValue {
  static var white: Float { 1 }
  var asFloat: Float { self }
  init(nearest value: Float) { self = value }
}

extension Float {
  /// The nearest integer of a number from 0 to 65535; halves go up.
  ///
  /// Adding 2²³ leaves no room for a fraction, and the integer in the lowest bits: unlike a conversion, which must check
  /// its range, the compiler does that for many numbers at once. That sum rounds some halves down, hence the correction.
  @inline(__always)
  var nearestInteger: UInt32 {
    let shift: Float = 8_388_608
    let rounded = (self + shift) - shift
    return ((self - rounded >= 0.5 ? rounded + 1 : rounded) + shift).bitPattern & 0xffff
  }
}
