/// A map of the plane that keeps shapes: a turn, a scale and a move.
public struct Similarity: Hashable, Sendable {
  /// The scale times the cosine of the angle of the turn.
  let cosine: Double
  /// The scale times the sine of the angle of the turn.
  let sine: Double
  /// Where the origin goes.
  let origin: Point

  init(cosine: Double, sine: Double, origin: Point) {
    self.cosine = cosine
    self.sine = sine
    self.origin = origin
  }

  /// The one that takes two eyes to two others.
  /// - Precondition: the eyes of `source` are not in one place.
  init(taking source: EyePair, to target: EyePair) {
    let (x, y) = (source.right.x - source.left.x, source.right.y - source.left.y)
    let (u, v) = (target.right.x - target.left.x, target.right.y - target.left.y)
    let square = x * x + y * y
    precondition(square > 0, "two eyes at \(source.left)")
    let (cosine, sine) = ((x * u + y * v) / square, (x * v - y * u) / square)
    self.init(
      cosine: cosine, sine: sine,
      origin: Point(
        target.left.x - cosine * source.left.x + sine * source.left.y,
        target.left.y - sine * source.left.x - cosine * source.left.y))
  }

  /// How much longer a line becomes.
  public var scale: Double { (cosine * cosine + sine * sine).squareRoot() }

  /// Where a point goes.
  public func callAsFunction(_ point: Point) -> Point {
    Point(origin.x + cosine * point.x - sine * point.y, origin.y + sine * point.x + cosine * point.y)
  }

  /// The way back.
  public var inverse: Similarity {
    let square = cosine * cosine + sine * sine
    let (c, s) = (cosine / square, -sine / square)
    return Similarity(
      cosine: c, sine: s, origin: Point(-c * origin.x + s * origin.y, -s * origin.x - c * origin.y))
  }

  /// The same map, its results counted from the corner of a box.
  func relative(to box: CropBox) -> Similarity {
    Similarity(cosine: cosine, sine: sine, origin: Point(origin.x - Double(box.left), origin.y - Double(box.top)))
  }

  /// The same map, taken of points counted from the corner of a box.
  func beginning(at box: CropBox) -> Similarity {
    Similarity(cosine: cosine, sine: sine, origin: self(Point(Double(box.left), Double(box.top))))
  }

  /// The same map into a picture that was brought from one size to another of the same proportions, to whole pixels.
  func scaled(from size: PixelSize, to target: PixelSize) -> Similarity {
    let factor = Double(target.width) / Double(size.width)
    return Similarity(
      cosine: cosine * factor, sine: sine * factor,
      origin: Point((origin.x + 0.5) * factor - 0.5, (origin.y + 0.5) * factor - 0.5))
  }
}
