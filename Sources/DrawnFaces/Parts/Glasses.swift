/// Round frames on a curve a little before the face.
struct Glasses {
  let strength: Double
  private let frame = Paint(0x23262E)
  private static let radius = (x: 0.150, y: 0.132)

  init(_ face: FaceValues) { strength = face[.glasses] }

  /// Paints over what is behind, at a place of the curve they lie on.
  func paint(_ colour: Paint, _ place: Spatial, sample: Double, lamp: Lamp) -> Paint {
    let (x, y) = (abs(place.x), place.y - Eyes.height)
    guard strength > 0, place.z > -0.2, abs(y) < 0.2 else { return colour }
    let soft = max(sample, 0.006)
    let (dx, dy) = ((x - Eyes.apart - 0.004) / Self.radius.x, (y + 0.012) / Self.radius.y)
    let round = (dx * dx * dx * dx + dy * dy * dy * dy).squareRoot().squareRoot()
    let rim = 0.0135 - abs(round - 1) * 0.14
    var result = colour
    if place.z > 0 {
      let shine = Smooth.step(0.35, 0, abs(dx * 0.8 + dy * 0.6 - 0.15 * lamp.right - 0.2)) * 0.13
      result = result.under(Paint(0.85, 0.95, 1), (0.05 + shine) * strength * Smooth.cover((1 - round) * 8))
      result = result.under(frame, strength * 0.95 * Smooth.cover(rim / soft))
      let bridge = min(0.0115 - abs(y - 0.022 + 2.2 * x * x), Eyes.apart - Self.radius.x + 0.01 - x)
      result = result.under(frame, strength * 0.95 * Smooth.cover(bridge / soft))
    }
    let outer = Eyes.apart + Self.radius.x - 0.004
    let temple = min(0.012 - abs(y - 0.035), place.z < 0.12 ? place.z + 0.2 : x - outer)
    return result.under(frame, strength * 0.95 * Smooth.cover(temple / soft))
  }
}
