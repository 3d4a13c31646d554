/// The hair: a cap over the skull with a fringe, and behind it what falls down.
struct Hair {
  let cap: Solid
  let fall: Solid
  let length: Double
  private let colour: Paint

  init(_ face: FaceValues, _ palette: Palette, head: Solid) {
    length = face[.hairLength]
    let (a, b, c) = (head.axes.x, head.axes.y, head.axes.z)
    cap = Solid(
      centre: Spatial(0, 0.045, -0.03), axes: Spatial(a + 0.035 + 0.025 * length, b + 0.055 + 0.02 * length, c + 0.045),
      taper: 0.25)
    fall = Solid(
      centre: Spatial(0, 0.05, -0.12), axes: Spatial(a + 0.01 + 0.09 * length, b + 0.03, c * 0.78), falls: true)
    colour = palette.hair
  }

  /// How far a place of the cap is inside the hair, from the fringe's edge.
  func inside(_ place: Spatial) -> Double {
    let ragged = 0.028 * (Smooth.noise(place.x * 16 + 40, seed: 1) - 0.5)
    let parted = place.x + 0.12
    let fringe = 0.335 + 0.16 * parted - 0.62 * parted * parted + ragged
    let front = place.y - fringe
    // Beside the face it reaches down to where the ears are, and at the back to the neck.
    let burn = 0.02 - 0.12 * length + 0.05 * Smooth.noise(place.z * 14 + 9, seed: 2)
    let beside = min(0.09 - place.z, place.y - burn)
    let behind = min(-0.16 - place.z, place.y + 0.12)
    return max(front, max(beside, behind))
  }

  /// How far a place of the fall is above where it is cut.
  func above(_ place: Spatial) -> Double {
    let ragged = 0.05 * Smooth.noise(place.x * 13 + 30, seed: 3) + 0.03 * Smooth.noise(place.x * 31 + 70, seed: 4)
    return place.y + 0.14 + 0.78 * length - ragged - 0.4 * length * place.x * place.x
  }

  /// Strands that run from the crown, with a band of light across them.
  func shaded(_ place: Spatial, _ normal: Spatial, _ lamp: Lamp, open: Double) -> Paint {
    let across = place.y > 0 ? (place.x + 0.12) / (0.35 + abs(place.z) + max(place.y, 0) * 0.4) : place.x * 2.2
    let strands = Smooth.noise(across * 26 + 100, seed: 5) * 0.6 + Smooth.noise(across * 61 + 200, seed: 6) * 0.4
    let tone = colour * (0.70 + 0.55 * strands)
    let band = normal.y - 0.42 - 0.25 * lamp.up + 0.10 * (strands - 0.5)
    let lit = max(1 - band * band * 14, 0) * max(0.35 + lamp.right * normal.x + 0.4 * normal.z, 0)
    return lamp.shade(tone, normal, gloss: 0.10, open: open) + (tone + Paint(0.05, 0.05, 0.05))
      * (0.5 * lit * (0.4 + 0.6 * strands))
  }
}
