/// What a ray of the picture meets, from the back to the front.
extension Face {
  /// The colour of a sample.
  /// - Parameters:
  ///   - right, up: −1…1.
  ///   - width: of a sample.
  func colour(_ right: Double, _ up: Double, sample width: Double) -> Paint {
    let (x, y, sample) = (right * Self.view, up * Self.view + 0.02, width * Self.view)
    let origin = pose.local(Spatial(x, y - 0.1, 0))
    let cap = hair.cap.touch(origin, ray, sample: sample)
    let hairy = cap.map { $0.cover * Smooth.cover(hair.inside($0.place) / max(sample, 0.008)) } ?? 0
    var colour = Paint(0, 0, 0)
    if hairy < 1 {
      let skin = nosed(head.hit(origin, ray, sample: sample), origin, ray, sample)
      if skin?.touch.cover ?? 0 < 1 { colour = behind(x, y, origin, ray, sample) }
      if let skin { colour = colour.under(lit(painted(skin, sample), skin), skin.touch.cover) }
    }
    if let cap, hairy > 0 {
      colour = colour.under(hair.shaded(cap.place, pose.world(hair.cap.normal(cap.place)), lamp, open: 1), hairy)
    }
    return spectacled(colour, origin, ray, sample)
  }

  /// What the head hides.
  private func behind(_ x: Double, _ y: Double, _ origin: Spatial, _ ray: Spatial, _ sample: Double) -> Paint {
    var colour = wall(x, y)
    if y < 0.1 { colour = body(colour, x, y, sample) }
    colour = fallen(colour, origin, ray, sample)
    if y < -0.1 { colour = neck(colour, x, y, sample) }
    for ear in ears { colour = eared(colour, ear, origin, ray, sample) }
    return colour
  }

  private func wall(_ x: Double, _ y: Double) -> Paint {
    let (dx, dy) = (x - 0.5 * lamp.right, y - 0.25 - 0.3 * lamp.up)
    return palette.wall * (1.06 - 0.16 * (dx * dx + dy * dy).squareRoot() - 0.05 * y * y)
  }

  /// Shoulders, as a flat shape with a rounded shade.
  private func body(_ colour: Paint, _ x: Double, _ y: Double, _ sample: Double) -> Paint {
    let slope = abs(x)
    let outside = max(slope - 0.62, 0)
    let top = -0.60 - 0.20 * slope * slope - 3.3 * outside * outside
    let cover = Smooth.cover((top - y) / max(sample, 0.004))
    guard cover > 0 else { return colour }
    let rise = Smooth.step(0.16, 0, top - y)
    let normal = Spatial(x * 0.75, 0.15 + 0.75 * rise, 0.75).unit
    let collar = 0.02 - abs(x * x * 2.4 - 0.80 - y) * 0.8
    let cloth: Paint = palette.shirt.under(palette.shirt * 0.55, 0.8 * Smooth.cover(collar / max(sample, 0.006)))
    let away = (x * x + (y + 0.5) * (y + 0.5)).squareRoot()
    let under = 1 - 0.35 * Smooth.step(0.5, 0.1, away)
    return colour.under(lamp.shade(cloth, normal, open: under), cover)
  }

  /// A cylinder that leans with the head, and the skin in the shirt's neck.
  private func neck(_ colour: Paint, _ x: Double, _ y: Double, _ sample: Double) -> Paint {
    let base = Smooth.step(-0.45, -0.75, y)
    let half = 0.185 + 0.03 * broad + 0.05 * base * base
    let bottom = x * x * 2.4 - 0.80
    let inside = min(half - abs(x), y - bottom)
    let cover = Smooth.cover(inside / max(sample, 0.004))
    guard cover > 0 else { return colour }
    let side = x / (half + 0.02)
    let normal = Spatial(side, 0.05, max(1 - side * side, 0).squareRoot()).unit
    let chin = 0.36 + 0.64 * Smooth.step(-0.42, -0.75, y + 0.08 * lamp.right * x)
    return colour.under(lamp.shade(palette.skin, normal, bleed: 0.06, open: chin) * (0.6 + 0.4 * chin), cover)
  }

  private func fallen(_ colour: Paint, _ origin: Spatial, _ ray: Spatial, _ sample: Double) -> Paint {
    guard let hit = hair.fall.touch(origin, ray, sample: sample) else { return colour }
    let cover = hit.cover * Smooth.cover(hair.above(hit.place) / max(sample, 0.01))
    guard cover > 0 else { return colour }
    let outward = hair.fall.normal(hit.place)
    let normal = pose.world(outward)
    let inner = 0.45 + 0.55 * Smooth.step(0.3, 0.95, abs(outward.x))
    return colour.under(hair.shaded(hit.place, normal, lamp, open: inner) * (0.5 + 0.5 * inner), cover)
  }

  private func eared(_ colour: Paint, _ ear: Solid, _ origin: Spatial, _ ray: Spatial, _ sample: Double) -> Paint {
    guard let hit = ear.touch(origin, ray, sample: sample) else { return colour }
    let p = hit.place - ear.centre
    let rim = (p.y * p.y / 0.0132 + p.z * p.z / 0.0072).squareRoot()
    let hollow = Smooth.step(0.75, 0.45, rim) * 0.45
    let skin = palette.skin.under(Paint(0xB34A3A), 0.12)
    return colour.under(
      lamp.shade(skin, pose.world(ear.normal(hit.place)), gloss: 0.05, bleed: 0.12, open: 0.85 - hollow), hit.cover)
  }

  private func spectacled(_ colour: Paint, _ origin: Spatial, _ ray: Spatial, _ sample: Double) -> Paint {
    guard glasses.strength > 0, let hit = frames.touch(origin, ray, sample: sample) else { return colour }
    return glasses.paint(colour, hit.place, sample: sample, lamp: lamp)
  }
}
