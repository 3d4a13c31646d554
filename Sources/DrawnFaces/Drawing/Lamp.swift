/// The light: a lamp in a direction, sky above, and a little that comes back from the viewer's side.
struct Lamp {
  private let direction: Spatial
  private let half: Spatial

  private static let warm = Paint(1.22, 1.12, 0.98)
  private static let sky = Paint(0.36, 0.40, 0.48)

  init(turn: Double, height: Double) {
    direction = Spatial.direction(turn: turn, rise: height)
    half = (direction + Spatial(0, 0, 1)).unit
  }

  /// Where the light comes from, as seen in the picture.
  var right: Double { direction.x }
  var up: Double { direction.y }

  /// What the viewer sees of a surface.
  /// - Parameters:
  ///   - normal: in the world's coordinates.
  ///   - gloss: how strong the highlight is.
  ///   - bleed: how far light goes round the edge of its shadow, reddened by what is below: of skin.
  ///   - open: how much of the surroundings it sees, 0…1.
  func shade(_ colour: Paint, _ normal: Spatial, gloss: Double = 0, bleed: Double = 0, open: Double = 1) -> Paint {
    let facing = normal.dot(direction)
    let direct = max((facing + 0.18) / 1.18, 0)
    let red = bleed * max(1 - abs(facing - 0.05) * 3, 0)
    let ambient = (0.62 + 0.3 * normal.y + 0.22 * normal.z) * open
    let light = Self.warm * (direct * (0.45 + 0.55 * open)) + Self.sky * ambient + Paint(red * 0.5, red * 0.1, 0)
    let shine = max(normal.dot(half), 0)
    let (two, four) = (shine * shine, shine * shine * shine * shine)
    let sixteen = four * four * four * four
    let spot = gloss * sixteen * (0.35 * two + 0.65 * sixteen)
    return colour * light + Self.warm * (spot * min(max(facing * 4, 0), 1))
  }
}
