/// Steps and joints whose every result IEEE 754 rounds the same way everywhere.
enum Smooth {
  /// 0 below −½, 1 above ½, and a cubic between: how much of a soft edge is covered.
  static func cover(_ x: Double) -> Double {
    let t = min(max(x + 0.5, 0), 1)
    return t * t * (3 - 2 * t)
  }

  /// 0 at `a`, 1 at `b`, a cubic between.
  static func step(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let t = min(max((x - a) / (b - a), 0), 1)
    return t * t * (3 - 2 * t)
  }

  /// A wave of period 1 between −1 and 1: parabolas that look like a sine.
  static func wave(_ x: Double) -> Double {
    let t = x - x.rounded(.down) - 0.5
    return 16 * t * (0.5 - abs(t))
  }

  /// A number in [0, 1) of a whole number, and blended between whole numbers: a rough profile that has no pattern.
  static func noise(_ x: Double, seed: Int) -> Double {
    let cell = x.rounded(.down)
    let t = x - cell
    let (a, b) = (hash(Int(cell), seed), hash(Int(cell) + 1, seed))
    return a + (b - a) * t * t * (3 - 2 * t)
  }

  private static func hash(_ cell: Int, _ seed: Int) -> Double {
    var bits = UInt32(truncatingIfNeeded: cell) &* 0x9E37_79B1 &+ UInt32(truncatingIfNeeded: seed) &* 0x85EB_CA77
    bits = (bits ^ (bits >> 15)) &* 0x2C1B_3C6D
    bits = (bits ^ (bits >> 12)) &* 0x297A_2D39
    return Double((bits ^ (bits >> 15)) >> 8) * 0x1p-24
  }
}
