/// A box of whole pixels inside a picture, half-open: `right` and `bottom` are the first column and row outside.
public struct CropBox: Hashable, Sendable {
  public var left: Int
  public var top: Int
  public var right: Int
  public var bottom: Int

  public init(left: Int, top: Int, right: Int, bottom: Int) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// All of a picture.
  public init(_ size: PixelSize) {
    self.init(left: 0, top: 0, right: size.width, bottom: size.height)
  }

  /// A box of `size` in the middle of `outer`; an odd pixel too many goes to the right and the bottom.
  init(_ size: PixelSize, centredIn outer: CropBox) {
    left = outer.left + (outer.size.width - size.width) / 2
    top = outer.top + (outer.size.height - size.height) / 2
    right = left + size.width
    bottom = top + size.height
  }

  /// Width and height of the box.
  public var size: PixelSize { PixelSize(width: right - left, height: bottom - top) }

  /// - Throws: `ImageError.cropOutside` if the box is empty or leaves a picture of this size.
  public func check(inside size: PixelSize) throws(ImageError) {
    guard 0 <= left, left < right, right <= size.width, 0 <= top, top < bottom, bottom <= size.height else {
      throw .cropOutside(self, size)
    }
  }
}

extension CropBox: CustomStringConvertible {
  /// As `[left, top, right, bottom]`, the way a recipe writes it.
  public var description: String { "[\(left), \(top), \(right), \(bottom)]" }
}
