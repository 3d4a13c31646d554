/// Logarithm, sine and cosine from the operations that IEEE 754 rounds the same way everywhere.
///
/// The C library's differ in the last bit between platforms, and even between processors; noise must not.
enum Elementary {
  /// The natural logarithm of a normal positive number, within 2⁻⁵¹ relative.
  ///
  /// x = 2ᵉ·m with m in [√½, √2]; log m = 2 artanh s with s = (m − 1)/(m + 1), by its series.
  static func log(_ x: Double) -> Double {
    var (exponent, m) = (Double(x.exponent), x.significand)
    if m > 1.4142135623730951 {
      m /= 2
      exponent += 1
    }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var sum = 1.0 / 23
    for k in stride(from: 21.0, through: 1, by: -2) { sum = sum * square + 1 / k }
    return exponent * 0.6931471805599453 + 2 * s * sum
  }

  /// Sine and cosine of the angle `turn`·2π/2³².
  ///
  /// The nearest quarter turn is taken away exactly, in integers; the rest, at most π/4, goes through Taylor's series.
  static func sineAndCosine(ofTurn turn: UInt32) -> (sine: Double, cosine: Double) {
    let quarter = (turn &+ (1 << 29)) >> 30
    let rest = Int32(bitPattern: turn &- quarter << 30)
    let x = Double(rest) * (Double.pi * 0x1p-31)
    let square = x * x
    var (sine, cosine) = (1.0, 1.0)
    for k in stride(from: 16.0, through: 2, by: -2) {
      sine = 1 - sine * square / (k * (k + 1))
      cosine = 1 - cosine * square / (k * (k - 1))
    }
    sine *= x
    return switch quarter {
    case 0: (sine, cosine)
    case 1: (cosine, -sine)
    case 2: (-sine, -cosine)
    default: (-cosine, sine)
    }
  }
}
