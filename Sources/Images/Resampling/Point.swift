/// A place in a picture, in pixels: x to the right, y downwards, whole numbers at the middles of pixels.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether the point lies on one of the pixels of a picture.
  func isInside(_ size: PixelSize) -> Bool {
    (-0.5...Double(size.width) - 0.5).contains(x) && (-0.5...Double(size.height) - 0.5).contains(y)
  }
}

extension Point: CustomStringConvertible {
  /// As `[30.5, 41]`, the way a recipe or a model writes it.
  public var description: String { "[\(Self.text(x)), \(Self.text(y))]" }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
