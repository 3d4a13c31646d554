/// A round body in the head's own coordinates: an ellipsoid that tapers below a height, seen along parallel rays.
struct Solid {
  let centre: Spatial
  let axes: Spatial
  /// How much narrower it is at its lowest point, as a share.
  private let taper: Double
  /// Below its centre it goes straight down instead of closing, for hair that falls.
  private let falls: Bool
  private let inverse: Spatial
  /// Rays that pass farther from the centre miss, squared.
  private let reach: Double

  init(centre: Spatial, axes: Spatial, taper: Double = 0, falls: Bool = false) {
    self.centre = centre
    self.axes = axes
    self.taper = taper
    self.falls = falls
    inverse = Spatial(1 / axes.x, 1 / axes.y, 1 / axes.z)
    let longest = max(axes.x, axes.y, axes.z) * 1.05 + 0.02
    reach = longest * longest
  }

  /// Where a ray meets it.
  struct Touch {
    /// Towards the viewer, in the picture's coordinates.
    var depth: Double
    /// How much of the sample it covers, 0…1.
    var cover: Double
    /// In the head's coordinates.
    var place: Spatial
  }

  /// Where a ray meets it, and which way its surface looks there.
  struct Hit {
    var touch: Touch
    /// In the head's coordinates, of length 1.
    var normal: Spatial
  }

  func hit(_ origin: Spatial, _ ray: Spatial, sample: Double) -> Hit? {
    touch(origin, ray, sample: sample).map { Hit(touch: $0, normal: normal($0.place)) }
  }

  /// - Parameters:
  ///   - origin: where the ray crosses depth 0, and `ray` its direction, in the head's coordinates.
  ///   - sample: the width of a sample in the picture's coordinates.
  /// - Returns: nil where it misses.
  func touch(_ origin: Spatial, _ ray: Spatial, sample: Double) -> Touch? {
    let from = origin - centre
    let along = from.dot(ray)
    if !falls, from.dot(from) - along * along > reach { return nil }
    // Its width depends on the height of the place that is sought: guess, and guess again.
    var height = from.y + ray.y * 0.7 * axes.z
    let guesses = taper == 0 && !falls ? 1 : 2
    for guess in 1...guesses {
      let narrow = falls ? 1 : 1 / width(height)
      let (ix, iz) = (inverse.x * narrow, inverse.z * narrow)
      let iy = falls && height < 0 ? 0 : inverse.y
      let (ox, oy, oz) = (from.x * ix, from.y * iy, from.z * iz)
      let (dx, dy, dz) = (ray.x * ix, ray.y * iy, ray.z * iz)
      let a = dx * dx + dy * dy + dz * dz
      let b = ox * dx + oy * dy + oz * dz
      let c = ox * ox + oy * oy + oz * oz - 1
      let share = 1 / a
      let excess = c - b * b * share
      let cover = guess == guesses ? Smooth.cover(-excess * axes.x / (2 * sample)) : 1
      guard cover > 0 else { return nil }
      let depth = (max(-excess * a, 0).squareRoot() - b) * share
      if guess == guesses { return Touch(depth: depth, cover: cover, place: origin + ray * depth) }
      height = from.y + depth * ray.y
    }
    return nil
  }

  /// The share of its full width at a height above the centre.
  private func width(_ height: Double) -> Double {
    let t = max(-height * inverse.y, 0)
    return falls ? 1 : max(1 - taper * t * t, 0.2)
  }

  /// The direction away from its surface, of length 1, at a place in the head's coordinates.
  func normal(_ place: Spatial) -> Spatial {
    let p = place - centre
    let narrow = width(p.y)
    let (x, z) = (p.x / (axes.x * axes.x * narrow * narrow), p.z / (axes.z * axes.z * narrow * narrow))
    let inward = falls || p.y > 0 ? 0 : 2 * taper * -p.y / (axes.y * axes.y) / narrow
    let y = falls && p.y < 0 ? 0 : p.y / (axes.y * axes.y)
    return Spatial(x, y - inward * (x * p.x + z * p.z), z).unit
  }
}
