#if GIF
  internal import CGIF

  /// The door to giflib.
  enum GIFCodec {
    /// The bytes of a file.
    static func encode(
      _ parts: [GIFPart], size: PixelSize, palette: [UInt32], transparent: UInt8?, repeats: Bool
    ) throws(AnimationError) -> [UInt8] {
      var code: Int32 = 0
      let bytes = palette.flatMap { [UInt8($0 >> 16), UInt8($0 >> 8 & 0xff), UInt8($0 & 0xff)] }
      guard
        let gif = zoe_gif_begin(
          Int32(size.width), Int32(size.height), bytes, Int32(palette.count), repeats ? 0 : 1, &code)
      else { throw failure(code) }
      for part in parts {
        code = zoe_gif_frame(
          gif, Int32(part.left), Int32(part.top), Int32(part.width), Int32(part.height), Int32(part.delay),
          transparent.map(Int32.init) ?? -1, part.indices)
        guard code == 0 else {
          _ = zoe_gif_end(gif, nil, nil)
          throw failure(code)
        }
      }
      var out: UnsafeMutablePointer<UInt8>?
      var count = 0
      code = zoe_gif_end(gif, &out, &count)
      guard code == 0, let out else { throw failure(code) }
      defer { zoe_gif_free(out) }
      return Array(UnsafeBufferPointer(start: out, count: count))
    }

    private static func failure(_ code: Int32) -> AnimationError {
      .encodingFailed(String(cString: zoe_gif_reason(code)))
    }
  }
#else
  /// Stands where the trait GIF is off: every GIF gets an error that says how to enable it.
  enum GIFCodec {
    static func encode(
      _ parts: [GIFPart], size: PixelSize, palette: [UInt32], transparent: UInt8?, repeats: Bool
    ) throws(AnimationError) -> [UInt8] {
      throw .gifNotBuiltIn
    }
  }
#endif
