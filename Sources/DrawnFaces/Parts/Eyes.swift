/// Eyes and brows, painted on the head from the front.
struct Eyes {
  private let upper: Double
  private let lower: Double
  private let raise: Double
  private let frown: Double
  private let iris: Paint
  private let brow: Paint
  private let glint: (x: Double, y: Double)

  static let height = 0.05
  static let apart = 0.185
  private static let halfWidth = 0.112

  init(_ face: FaceValues, _ palette: Palette, _ lamp: Lamp) {
    let opening = face[.eyeOpening]
    upper = -0.022 + 0.112 * opening
    lower = -0.022 - 0.030 * opening
    raise = 0.055 * max(face[.brows], 0) + 0.02 * min(face[.brows], 0)
    frown = 0.055 * -min(face[.brows], 0) - 0.02 * max(face[.brows], 0)
    iris = palette.iris
    brow = palette.brow
    glint = (0.020 * lamp.right, 0.020 * lamp.up + 0.004)
  }

  /// Paints over the skin at a place of the head's front.
  /// - Parameter sample: the width of a sample there.
  func paint(_ skin: Paint, _ x: Double, _ y: Double, sample: Double) -> Paint {
    let side = x < 0 ? -1.0 : 1.0
    let (ex, ey) = (x * side - Self.apart, y - Self.height)
    guard abs(ex) < 0.17, ey > -0.12, ey < 0.26 else { return skin }
    return eye(browed(skin, ex, ey, sample), ex, ey, side, sample)
  }

  private func browed(_ colour: Paint, _ x: Double, _ y: Double, _ sample: Double) -> Paint {
    let t = (x + 0.13) / 0.26
    guard t > -0.05, t < 1.05 else { return colour }
    let arch = 0.122 + raise + 0.05 * t * (1.35 - t) * 1.6 - frown * (1 - t)
    let thick = 0.021 * (0.35 + 1.3 * Smooth.step(-0.02, 0.12, t) * (1 - 0.72 * t))
    let edge = thick - abs(y - arch)
    let ends = min(x + 0.125, 0.135 - x)
    return colour.under(brow, 0.88 * Smooth.cover(min(edge, ends) / max(sample, 0.012)))
  }

  private func eye(_ colour: Paint, _ x: Double, _ y: Double, _ side: Double, _ sample: Double) -> Paint {
    let t = x / Self.halfWidth
    let dome = max(1 - t * t, 0)
    let slant = 0.012 * t
    let (top, bottom) = (
      upper * (0.25 * dome.squareRoot() + 0.75 * dome) + slant - 0.022 * (1 - dome),
      lower * dome + slant - 0.022 * (1 - dome)
    )
    let soft = max(sample, 0.004)
    let inside = min(min(top - y, y - bottom), (1 - abs(t)) * Self.halfWidth)
    var result = colour
    // The fold above the lid, and the shade of the socket.
    let fold = top + 0.028 - 0.006 * t
    result = result.under(
      result * 0.45, 0.5 * Smooth.cover((0.006 - abs(y - fold)) / max(sample, 0.008)) * Smooth.step(1.15, 0.7, abs(t)))
    result = result.under(ball(x, y, top, side, soft), Smooth.cover(inside / soft))
    // Upper lashes: a dark line that is thicker outside; the lower edge is only hinted at.
    let reach = Smooth.step(1.14, 0.98, abs(t))
    let lash = 0.0105 + 0.006 * t
    result = result.under(Paint(0x1E1412), 0.92 * reach * Smooth.cover((lash - abs(y - top - 0.003)) / soft))
    return result.under(Paint(0x6A4038), 0.4 * reach * Smooth.cover((0.004 - abs(y - bottom)) / soft))
  }

  private func ball(_ x: Double, _ y: Double, _ top: Double, _ side: Double, _ soft: Double) -> Paint {
    let shade = 0.62 + 0.38 * Smooth.step(0, 0.045, top - y)
    let corner = 1 - 0.25 * (x / Self.halfWidth) * (x / Self.halfWidth)
    var colour = Paint(0.93, 0.92, 0.92) * (shade * corner)
    let (cx, cy) = (x + 0.006, y - 0.016)
    let radius = (cx * cx + cy * cy).squareRoot()
    let lit = 0.8 + 10 * max(-cy, -0.03)
    colour = colour.under(iris * 0.25, Smooth.cover((0.060 - radius) / soft))
    colour = colour.under(iris * (lit * shade * 1.25), Smooth.cover((0.053 - radius) / soft))
    colour = colour.under(Paint(0x0B0808), Smooth.cover((0.026 - radius) / soft))
    let (gx, gy) = (cx * side - glint.x, cy - glint.y)
    return colour.under(Paint(1, 1, 1), 0.95 * Smooth.cover((0.0125 - (gx * gx + gy * gy).squareRoot()) / soft))
  }
}
