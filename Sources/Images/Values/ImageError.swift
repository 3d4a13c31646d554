/// Why a picture cannot be read, changed or written. Its description completes "cannot use FILE: …".
public enum ImageError: Error, Hashable, Sendable {
  /// There are no bytes at all.
  case empty
  /// The content begins like text.
  case text(beginning: String)
  /// The content begins like no kind of picture that is known here.
  case notAnImage(firstBytes: [UInt8])
  /// A picture of a kind that is not read here.
  case foreignFormat(String)
  /// The data end before the picture does.
  case truncated(ImageFormat)
  /// The data break the rules of their format.
  case corrupt(ImageFormat, reason: String)
  /// The header declares more pixels than the limit allows.
  case tooLarge(PixelSize, maximumPixels: Int)
  /// The header declares far more than the data can hold.
  case lyingHeader(PixelSize, bytes: Int)
  /// A JPEG with so many passes that decoding it is only meant to keep the machine busy.
  case tooManyScans(Int)
  /// Colours that are neither grey nor RGB, such as `CMYK`.
  case unsupportedColours(String)
  /// A variant of the format that is not read here.
  case unsupportedVariant(ImageFormat, String)
  /// A JPEG, but this build has no JPEG.
  case jpegNotBuiltIn
  /// One picture of a stream is longer than the limit.
  case streamItemTooLong(maximumBytes: Int)
  /// The format has no transparency, the picture does.
  case alphaNotStorable(ImageFormat)
  /// Profile or Exif data do not fit into the format.
  case metadataNotStorable(ImageFormat, String)
  /// A width or height that the format has no room for.
  case sizeNotStorable(ImageFormat, PixelSize)
  /// The compressor gave up, usually for want of memory.
  case encodingFailed(ImageFormat, reason: String)
  /// A value that should become a pixel is infinite or not a number.
  case notFinite
  /// A setting outside its range.
  case settingOutOfRange(name: String, value: Int, range: ClosedRange<Int>)
  /// The picture has another size than the model, and no fit was chosen.
  case sizeDiffers(found: PixelSize, expected: PixelSize)
  /// The crop box is empty or leaves the picture.
  case cropOutside(CropBox, PixelSize)
  /// An eye lies outside of the picture.
  case eyeOutside(Point, PixelSize)
  /// The two eyes are less than a pixel apart.
  case eyesCoincide(Point, Point)
  /// The operating system refused to read.
  case readFailed(errno: Int32)
}
