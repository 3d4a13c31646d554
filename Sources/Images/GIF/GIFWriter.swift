/// How a GIF is made.
public struct GIFOptions: Hashable, Sendable {
  /// The most colours, from 2 to 256.
  public var colours: Int
  /// How the colours between them are shown.
  public var dither: Dither

  /// All colours there can be, in a pattern that stands still, unless said.
  public init(colours: Int = 256, dither: Dither = .ordered) {
    self.colours = colours
    self.dither = dither
  }
}

/// Encodes animations as GIF: one palette for all frames, and of each frame only what has changed.
public enum GIFWriter {
  /// The bytes of a GIF file.
  /// - Throws: ``AnimationError``, or `ImageError.notFinite`.
  public static func encode(_ animation: Animation, options: GIFOptions = GIFOptions()) throws -> [UInt8] {
    let size = animation.size
    guard max(size.width, size.height) <= 65535 else { throw AnimationError.tooLarge(size) }
    let pictures = try animation.frames.map { try $0.colours() }
    // One index of several frames' palette says that nothing has changed.
    let isStill = pictures.count == 1
    let palette = Palette(of: pictures, limit: min(max(options.colours, 2), 256) - (isStill ? 0 : 1))
    var ditherer = Ditherer(palette, options.dither)
    let frames = pictures.map { ditherer.indices(of: $0, width: size.width) }
    let transparent = isStill ? nil : UInt8(palette.colours.count)
    return try GIFCodec.encode(
      parts(animation, frames, transparent), size: size, palette: palette.colours + (isStill ? [] : [0]),
      transparent: transparent, repeats: animation.repeats)
  }

  private static func parts(_ animation: Animation, _ frames: [[UInt8]], _ transparent: UInt8?) -> [GIFPart] {
    var parts: [GIFPart] = []
    var shown: [UInt8]?
    for (frame, delay) in zip(animation.order, animation.delays) {
      let part = GIFPart(frames[frame], after: shown, width: animation.size.width, delay, transparent)
      parts.append(part)
      shown = frames[frame]
    }
    return parts
  }
}

/// The rectangle of a frame that differs from the one before.
struct GIFPart: Equatable {
  var left = 0
  var top = 0
  var width: Int
  /// Row by row; what stays as it was has the transparent index.
  var indices: [UInt8]
  /// In hundredths of a second.
  let delay: Int

  var height: Int { indices.count / width }

  /// - Parameter before: what is shown already; nil for the first frame.
  init(_ frame: [UInt8], after before: [UInt8]?, width: Int, _ delay: Int, _ transparent: UInt8?) {
    (self.width, self.delay, indices) = (width, delay, frame)
    guard let before, let transparent else { return }
    let changed = frame.indices.filter { frame[$0] != before[$0] }
    let columns = changed.map { $0 % width }
    // A frame that changes nothing still takes its time: one pixel of it is shown again.
    (left, top) = (columns.min() ?? 0, (changed.first ?? 0) / width)
    let (right, bottom) = (columns.max() ?? 0, (changed.last ?? 0) / width)
    self.width = right - left + 1
    indices = (top...bottom).flatMap { row in
      (left...right).map { column in
        let place = row * width + column
        return frame[place] == before[place] ? transparent : frame[place]
      }
    }
  }
}

extension Image {
  /// The pixels as `0xrrggbb`.
  func colours() throws(ImageError) -> [UInt32] {
    let bytes = try converted(toChannels: 3).samples.bytes()
    return stride(from: 0, to: bytes.count, by: 3).map { place in
      let (red, green, blue) = (UInt32(bytes[place]), UInt32(bytes[place + 1]), UInt32(bytes[place + 2]))
      return red << 16 | green << 8 | blue
    }
  }
}
