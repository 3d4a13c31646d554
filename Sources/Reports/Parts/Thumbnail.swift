import Images

/// A picture small enough to stand in a page among ten thousand.
struct Thumbnail {
  /// The longest side, in pixels.
  static let longestSide = 160
  /// The quality of its JPEG.
  static let quality = 85

  /// As the source of an image element.
  let address: [UInt8]

  /// JPEG, or PNG where the picture has alpha or this build has no JPEG. Nil for a picture that has no bytes.
  init?(_ image: Image) {
    let image = Self.reduced(image)
    if image.alpha == nil, let bytes = try? JPEGWriter.encode(image, quality: Self.quality) {
      address = Self.address("jpeg", bytes)
    } else if let bytes = try? PNGWriter.encode(image, options: PNGOptions(compression: 6)) {
      address = Self.address("png", bytes)
    } else {
      return nil
    }
  }

  /// Without metadata, and not larger than it is shown.
  private static func reduced(_ image: Image) -> Image {
    let side = max(image.size.width, image.size.height)
    var small = image
    small.metadata = ImageMetadata()
    guard side > longestSide else { return small }
    func scaled(_ length: Int) -> Int { max(1, (length * longestSide + side / 2) / side) }
    return small.resized(to: PixelSize(width: scaled(image.size.width), height: scaled(image.size.height)))
  }

  private static func address(_ type: String, _ bytes: [UInt8]) -> [UInt8] {
    Array("data:image/\(type);base64,".utf8) + Base64.encode(bytes)
  }
}
