/// Where the two eyes of a face are in a picture.
public struct EyePair: Hashable, Sendable {
  /// The one further to the left in the picture.
  public let left: Point
  /// The one further to the right in the picture.
  public let right: Point

  /// Two eyes; which of them is called left does not matter, since some call the person's left eye so and others the
  /// one on the left of the picture. So a face is taken to be turned by less than a quarter.
  public init(_ one: Point, _ other: Point) {
    (left, right) = one.x <= other.x ? (one, other) : (other, one)
  }

  /// - Throws: `ImageError.eyesCoincide` if the two are less than a pixel apart, `.eyeOutside` if one of them is not in
  ///   a picture of this size.
  public func check(inside size: PixelSize) throws(ImageError) {
    for eye in [left, right] where !eye.isInside(size) { throw .eyeOutside(eye, size) }
    let (x, y) = (right.x - left.x, right.y - left.y)
    guard x * x + y * y >= 1 else { throw .eyesCoincide(left, right) }
  }
}
