#if TurboJPEG
  internal import CTurboJPEG

  /// The door to libturbojpeg.
  enum JPEGCodec {
    /// The pixels of a file whose header has been read.
    /// - Throws: `.truncated` or `.corrupt`; pixels that the library had to guess are never returned.
    static func decode(_ bytes: [UInt8], size: PixelSize, channels: Int) throws(ImageError) -> [UInt8] {
      var message = [CChar](repeating: 0, count: Int(ZOE_JPEG_MESSAGE_SIZE))
      var outcome = ZOE_JPEG_DONE
      let count = size.count * channels
      let pixels = [UInt8](unsafeUninitializedCapacity: count) { out, done in
        outcome = decode(bytes, size, channels, stopOnWarning: true, out.baseAddress, &message)
        if outcome == ZOE_JPEG_WARNING, isHarmless(message) {
          outcome = decode(bytes, size, channels, stopOnWarning: false, out.baseAddress, &message)
        }
        done = count
      }
      guard outcome == ZOE_JPEG_DONE || outcome == ZOE_JPEG_WARNING && isHarmless(message) else {
        throw error(message)
      }
      return pixels
    }

    /// - Throws: `.encodingFailed`.
    static func encode(
      _ pixels: [UInt8], size: PixelSize, channels: Int, quality: Int, fullColour: Bool
    ) throws(ImageError) -> [UInt8] {
      var message = [CChar](repeating: 0, count: Int(ZOE_JPEG_MESSAGE_SIZE))
      var out: UnsafeMutablePointer<UInt8>?
      var count = 0
      let outcome = zoe_jpeg_encode(
        pixels, Int32(size.width), Int32(size.height), Int32(channels), Int32(quality), fullColour ? 1 : 0, &out,
        &count, &message)
      guard outcome == ZOE_JPEG_DONE, let out else { throw .encodingFailed(.jpeg, reason: text(message)) }
      defer { zoe_jpeg_free(out) }
      return Array(UnsafeBufferPointer(start: out, count: count))
    }

    private static func decode(
      _ bytes: [UInt8], _ size: PixelSize, _ channels: Int, stopOnWarning: Bool,
      _ out: UnsafeMutablePointer<UInt8>?, _ message: inout [CChar]
    ) -> Int {
      let outcome = zoe_jpeg_decode(
        bytes, bytes.count, Int32(size.width), Int32(size.height), Int32(channels), stopOnWarning ? 1 : 0, out,
        &message)
      return Int(outcome)
    }

    /// Some cameras leave padding before a marker; the pixels are all there.
    private static func isHarmless(_ message: [CChar]) -> Bool {
      let words = text(message).split(separator: " ")
      return words.contains("extraneous")
    }

    private static func error(_ message: [CChar]) -> ImageError {
      let reason = text(message)
      return reason.hasPrefix("Premature end") ? .truncated(.jpeg) : .corrupt(.jpeg, reason: reason)
    }

    private static func text(_ message: [CChar]) -> String {
      String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#else
  /// Stands where the trait TurboJPEG is off: every JPEG gets an error that says how to enable it.
  enum JPEGCodec {
    static func decode(_ bytes: [UInt8], size: PixelSize, channels: Int) throws(ImageError) -> [UInt8] {
      throw .jpegNotBuiltIn
    }

    static func encode(
      _ pixels: [UInt8], size: PixelSize, channels: Int, quality: Int, fullColour: Bool
    ) throws(ImageError) -> [UInt8] {
      throw .jpegNotBuiltIn
    }
  }
#endif
