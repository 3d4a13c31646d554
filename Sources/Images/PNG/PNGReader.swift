internal import CPNG

/// Decodes PNG: every colour type and depth becomes grey or RGB of 8 or 16 bits, with alpha. What `PlainPNG` takes goes
/// that way, all the rest, and every file with a fault, through libpng's row functions.
enum PNGReader {
  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> Image {
    let header = try PNGHeader(bytes)
    try limits.check(header.size)
    let survey = PNGSurvey(bytes)
    try survey.check(header)
    let exif = survey.exif.flatMap(Exif.init)
    var image = try plainPixels(bytes, header, limits)
    if let orientation = exif?.orientation { image = orientation.upright(image) }
    image.metadata.exif = exif?.forEditedPicture.bytes
    image.metadata.pixelsPerMetre = survey.pixelsPerMetre
    image.metadata.colourChunks = survey.colourChunks
    return image
  }

  /// The picture the short way where there is one.
  private static func plainPixels(
    _ bytes: [UInt8], _ header: PNGHeader, _ limits: ImageLimits
  ) throws(ImageError) -> Image {
    if let image = PlainPNG(bytes, header)?.image() { return image }
    return try pixels(bytes, largestSide: limits.maximumPixels)
  }

  /// The picture as libpng reads it.
  static func pixels(_ bytes: [UInt8], largestSide: Int) throws(ImageError) -> Image {
    try bytes.withUnsafeBufferPointer { (source) throws(ImageError) -> Image in
      let decoder = try PNGDecoder(source, largestSide: largestSide)
      let layout = decoder.layout
      let count = Int(layout.width) * Int(layout.height) * Int(layout.channels)
      if layout.bits == 16 {
        let interleaved = try [UInt16](unsafeUninitializedCapacity: count) { (out, done) throws(ImageError) in
          try decoder.read(into: UnsafeMutableRawBufferPointer(out))
          done = count
        }
        return image(interleaved, decoder) { .words($0) }
      }
      let interleaved = try [UInt8](unsafeUninitializedCapacity: count) { (out, done) throws(ImageError) in
        try decoder.read(into: UnsafeMutableRawBufferPointer(out))
        done = count
      }
      return image(interleaved, decoder) { .bytes($0) }
    }
  }

  private static func image<T: FixedWidthInteger>(
    _ interleaved: [T], _ decoder: borrowing PNGDecoder, as samples: ([T]) -> Image.Samples
  ) -> Image {
    let layout = decoder.layout
    let size = PixelSize(width: Int(layout.width), height: Int(layout.height))
    var image = Image(
      interleaved, size: size, channels: Int(layout.channels), hasAlpha: layout.has_alpha != 0, as: samples)
    image.metadata.colourProfile = decoder.profile
    return image
  }
}

extension Image {
  /// A picture of pixels as they stand in a file: `channels` samples each, the last one alpha where there is any.
  init<T: FixedWidthInteger>(
    _ interleaved: [T], size: PixelSize, channels: Int, hasAlpha: Bool, as samples: ([T]) -> Samples
  ) {
    guard hasAlpha else {
      self.init(size: size, channels: channels, samples: samples(interleaved))
      return
    }
    let (colours, alpha) = AlphaPlane.split(interleaved, channels: channels - 1)
    self.init(size: size, channels: channels - 1, samples: samples(colours), alpha: samples(alpha))
  }
}

/// libpng's state for one file, freed at the end of its life.
private struct PNGDecoder: ~Copyable {
  let layout: zoe_png_layout
  private let handle: OpaquePointer

  init(_ source: UnsafeBufferPointer<UInt8>, largestSide: Int) throws(ImageError) {
    var layout = zoe_png_layout()
    var message = [CChar](repeating: 0, count: Int(ZOE_PNG_MESSAGE_SIZE))
    let side = UInt32(clamping: min(largestSide, 0x7fff_ffff))
    guard let handle = zoe_png_open(source.baseAddress, source.count, side, &layout, &message) else {
      throw Self.error(message)
    }
    self.handle = handle
    self.layout = layout
  }

  deinit { zoe_png_close(handle) }

  var profile: [UInt8]? {
    layout.profile.map { Array(UnsafeBufferPointer(start: $0, count: layout.profile_count)) }
  }

  func read(into pixels: UnsafeMutableRawBufferPointer) throws(ImageError) {
    var message = [CChar](repeating: 0, count: Int(ZOE_PNG_MESSAGE_SIZE))
    let target = pixels.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard zoe_png_read(handle, target, &message) == 0 else { throw Self.error(message) }
  }

  private static func error(_ message: [CChar]) -> ImageError {
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    return text == "the data ends too early" ? .truncated(.png) : .corrupt(.png, reason: text)
  }
}
