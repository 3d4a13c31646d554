/// A colour of 8 bits a channel, in the colour space of the pictures that are drawn beside it.
public struct Colour: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  public static let white = Colour(red: 255, green: 255, blue: 255)
  public static let black = Colour(red: 0, green: 0, blue: 0)
  /// Nearly black; calmer beside pictures than black.
  public static let ink = Colour(red: 34, green: 34, blue: 38)
  /// An orange that stands out beside skin, paper and ink.
  public static let accent = Colour(red: 226, green: 92, blue: 16)
}
