/// The face itself: the head's surface with its nose, and what is painted on it.
extension Face {
  /// The head's surface joined softly with the nose's.
  func nosed(_ bare: Solid.Hit?, _ origin: Spatial, _ ray: Spatial, _ sample: Double) -> Solid.Hit? {
    guard let middle = bare?.touch.place ?? .some(origin + ray * 0.3), abs(middle.x) < 0.35, abs(middle.y + 0.03) < 0.32
    else { return bare }
    var result = bare
    for part in nose {
      guard let bump = part.hit(origin, ray, sample: sample) else { continue }
      result = result.map { Self.joined($0, bump) } ?? bump
    }
    return result
  }

  /// The nearer of two surfaces, rounded where they meet.
  private static func joined(_ a: Solid.Hit, _ b: Solid.Hit) -> Solid.Hit {
    let round = 0.055
    let (near, far) = (a.touch, b.touch)
    let share = min(max(0.5 + 0.5 * (far.depth - near.depth) / round, 0), 1) * far.cover
    var joined = near.cover > 0.5 ? a : b
    joined.touch.cover = max(near.cover, far.cover)
    guard near.cover > 0.5 else { return joined }
    joined.touch.depth += (far.depth - near.depth) * share + round * share * (1 - share) * 0.5
    joined.normal = (a.normal * (1 - share) + b.normal * share).unit
    return joined
  }

  /// The skin's colour with what is painted on it.
  func painted(_ hit: Solid.Hit, _ sample: Double) -> Paint {
    let p = hit.touch.place
    guard p.z > 0 else { return palette.skin }
    var skin = palette.skin
    let (cx, cy) = (abs(p.x) - 0.235, p.y + 0.145 - 0.03 * smile)
    let cheek = max(1 - (cx * cx + cy * cy * 1.5) / 0.020, 0)
    skin = skin.under(Paint(0xD8604E), 0.30 * cheek * cheek * (0.7 + 0.3 * smile))
    let (tx, ty) = (p.x, p.y + 0.12)
    skin = skin.under(Paint(0xD8604E), 0.14 * max(1 - (tx * tx + ty * ty) / 0.008, 0))
    let (nx, ny) = (abs(p.x) - 0.032, p.y + 0.168)
    skin = skin.under(
      Paint(0x4A1F18), 0.75 * Smooth.cover((0.6 - (nx * nx / 0.0013 + ny * ny / 0.00042)) / max(sample * 30, 0.8)))
    skin = eyes.paint(skin, p.x, p.y, sample: sample)
    return mouth.paint(skin, p.x, p.y, sample: sample)
  }

  func lit(_ skin: Paint, _ hit: Solid.Hit) -> Paint {
    let p = hit.touch.place
    // Sockets and the hair's edge see less of the room.
    let (ex, ey) = (abs(p.x) - Eyes.apart + 0.02, p.y - Eyes.height - 0.03)
    let socket = p.z > 0 ? 0.24 * max(1 - (ex * ex + ey * ey * 2.2) / 0.022, 0) : 0
    let fringe = 0.45 * Smooth.step(-0.13, 0.0, hair.inside(p))
    // The nose's shadow falls away from the light.
    let (sx, sy) = (p.x + 0.10 * lamp.right, p.y + 0.10 + 0.07 * lamp.up)
    let side = Smooth.step(0, 0.05, -p.x * lamp.right * 2)
    let nose = p.z > 0 ? 0.4 * max(1 - (sx * sx / 0.008 + sy * sy / 0.02), 0) * side * abs(lamp.right) : 0
    let under = p.z > 0 ? 0.35 * max(1 - (p.x * p.x / 0.008 + (p.y + 0.195) * (p.y + 0.195) / 0.0011), 0) : 0
    let open = (1 - socket) * (1 - fringe) * (1 - nose) * (1 - under)
    return lamp.shade(skin, pose.world(hit.normal), gloss: 0.13, bleed: 0.16, open: open)
  }
}
