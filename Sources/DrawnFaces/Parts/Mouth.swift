/// The mouth, painted on the head from the front.
struct Mouth {
  private let smile: Double
  private let opening: Double
  private let halfWidth: Double
  private let lips: Paint

  static let height = -0.285

  init(_ face: FaceValues, _ palette: Palette) {
    smile = face[.smile]
    opening = face[.mouthOpening]
    halfWidth = 0.165 + 0.05 * max(smile, 0) - 0.012 * max(-smile, 0) - 0.03 * opening
    lips = palette.lips
  }

  func paint(_ skin: Paint, _ x: Double, _ y: Double, sample: Double) -> Paint {
    let (mx, my) = (abs(x), y - Self.height)
    guard mx < 0.34, my > -0.26, my < 0.26 else { return skin }
    let t = mx / halfWidth
    let dome = max(1 - t * t, 0)
    let bend = smile > 0 ? 0.125 * smile : 0.11 * smile
    let middle = bend * (min(t * t, 1.3) - 0.45)
    let gape = (0.15 + 0.02 * smile) * opening
    let (top, bottom) = (
      middle + 0.22 * gape * dome.squareRoot(), middle - gape * (0.3 * dome + 0.7 * dome.squareRoot())
    )
    let thin = 1 - 0.28 * max(smile, 0)
    let bow = 1 - 0.34 * Smooth.step(0.22, 0, t)
    let upper = top + 0.040 * thin * bow * dome
    let lower = bottom - 0.054 * thin * dome
    let soft = max(sample, 0.006)
    let ends = (1 - t) * halfWidth
    var colour = creased(skin, mx, my, sample)
    colour = colour.under(
      colour * 0.72, 0.6 * Smooth.cover((my - lower + 0.02) / 0.035) * Smooth.cover((lower - my) / soft) * dome)
    let rim = min(min(upper - my, my - lower), ends)
    let light = my < bottom ? 1.18 - 5 * abs(my - (bottom + lower) / 2) : 0.84
    colour = colour.under(lips * light, 0.92 * Smooth.cover(rim / max(soft, 0.01)))
    colour = colour.under(
      inside(t, my, top, bottom, soft), Smooth.cover(min(min(top - my, my - bottom), ends) / soft) * min(gape * 60, 1))
    // The line where the lips meet, and the corners' dimples.
    let line = 0.0052 - abs(my - top)
    colour = colour.under(Paint(0x3A1216), 0.85 * Smooth.cover(line / soft) * Smooth.cover((ends + 0.008) / 0.012))
    let (dx, dy) = (mx - halfWidth - 0.004, my - bend * 0.55)
    return colour.under(skin * 0.5, 0.55 * Smooth.cover((0.013 - (dx * dx + dy * dy).squareRoot()) / 0.016))
  }

  /// Teeth above, tongue below, dark between.
  private func inside(_ t: Double, _ y: Double, _ top: Double, _ bottom: Double, _ soft: Double) -> Paint {
    let depth = top - y
    var colour = Paint(0x3B0F14)
    let tongue = (y - bottom) / max(top - bottom, 0.01) + t * t * 0.25
    colour = colour.under(Paint(0xC0505A), 0.9 * Smooth.step(0.42, 0.3, tongue))
    let tooth = Paint(0.90, 0.88, 0.83) * (1 - 0.5 * t * t)
    return colour.under(tooth, Smooth.cover((min(0.048, 0.55 * (top - bottom)) * (1 - 0.35 * t * t) - depth) / soft))
  }

  /// The fold from the nose to beside the mouth, deeper in a smile.
  private func creased(_ skin: Paint, _ x: Double, _ y: Double, _ sample: Double) -> Paint {
    let t = (0.2 - y) / 0.2
    guard t > 0, t < 1.4 else { return skin }
    let line = 0.105 + (0.10 + 0.045 * max(smile, 0)) * t * (1 - 0.18 * t)
    let strength = (0.10 + 0.34 * max(smile, 0)) * Smooth.step(0, 0.35, t) * Smooth.step(1.4, 0.8, t)
    return skin.under(skin * 0.55, strength * Smooth.cover((0.012 - abs(x - line)) / 0.024))
  }
}
