/// A point or a direction: x to the right, y up, z towards the viewer.
struct Spatial {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  func dot(_ other: Spatial) -> Double { x * other.x + y * other.y + z * other.z }

  var unit: Spatial {
    let length = dot(self).squareRoot()
    return length > 0 ? self * (1 / length) : Spatial(0, 0, 1)
  }

  static func + (a: Spatial, b: Spatial) -> Spatial { Spatial(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: Spatial, b: Spatial) -> Spatial { Spatial(a.x - b.x, a.y - b.y, a.z - b.z) }
  static func * (a: Spatial, factor: Double) -> Spatial { Spatial(a.x * factor, a.y * factor, a.z * factor) }

  /// The direction that a turn to the right and then a rise lead to, in degrees of at most 90.
  static func direction(turn: Double, rise: Double) -> Spatial {
    let (turn, rise) = (Turn(degrees: turn), Turn(degrees: rise))
    return Spatial(turn.sine * rise.cosine, rise.sine, turn.cosine * rise.cosine)
  }
}

/// Sine and cosine of an angle, by Taylor's series: the C library's differ in the last bit between platforms.
struct Turn {
  let sine: Double
  let cosine: Double

  /// - Parameter degrees: −90…90.
  init(degrees: Double) {
    let x = degrees * 0.017453292519943295
    let square = x * x
    var (sine, cosine) = (1.0, 1.0)
    for k in stride(from: 20.0, through: 2, by: -2) {
      sine = 1 - sine * square / (k * (k + 1))
      cosine = 1 - cosine * square / (k * (k - 1))
    }
    self.sine = sine * x
    self.cosine = cosine
  }
}

/// How the head is held: a turn about the vertical axis, then a nod.
struct Pose {
  private let turn: Turn
  private let nod: Turn

  /// In degrees: positive turns to the viewer's right, positive looks up.
  init(turn: Double, rise: Double) {
    self.turn = Turn(degrees: turn)
    nod = Turn(degrees: rise)
  }

  /// A direction of the head in the world.
  func world(_ p: Spatial) -> Spatial {
    let (x, z) = (turn.cosine * p.x + turn.sine * p.z, turn.cosine * p.z - turn.sine * p.x)
    return Spatial(x, nod.cosine * p.y + nod.sine * z, nod.cosine * z - nod.sine * p.y)
  }

  /// A direction of the world in the head.
  func local(_ p: Spatial) -> Spatial {
    let (y, z) = (nod.cosine * p.y - nod.sine * p.z, nod.cosine * p.z + nod.sine * p.y)
    return Spatial(turn.cosine * p.x - turn.sine * z, y, turn.cosine * z + turn.sine * p.x)
  }
}
