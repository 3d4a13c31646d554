/// How a camera held the picture: the orientation of Exif (tag 0x0112), named by where the stored rows begin.
public enum Orientation: Int, Hashable, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case rotated180 = 3
  case flipped = 4
  case transposed = 5
  /// To be turned clockwise by a quarter.
  case rotated90 = 6
  case transversed = 7
  /// To be turned counterclockwise by a quarter.
  case rotated270 = 8

  /// Whether stored rows become columns.
  var swapsSides: Bool { rawValue >= 5 }

  /// The size of the upright picture that is stored with `size`.
  func upright(_ size: PixelSize) -> PixelSize { swapsSides ? size.transposed : size }

  /// The picture with its stored pixels put upright.
  func upright(_ image: Image) -> Image {
    guard self != .upright else { return image }
    return Image(
      size: upright(image.size), channels: image.channels,
      samples: upright(image.samples, image.size, channels: image.channels),
      alpha: image.alpha.map { upright($0, image.size, channels: 1) }, metadata: image.metadata)
  }

  private func upright(_ samples: Image.Samples, _ size: PixelSize, channels: Int) -> Image.Samples {
    switch samples {
    case .bytes(let values): .bytes(upright(values, size, channels))
    case .words(let values): .words(upright(values, size, channels))
    case .floats(let values): .floats(upright(values, size, channels))
    }
  }

  private func upright<T: Numeric>(_ stored: [T], _ size: PixelSize, _ channels: Int) -> [T] {
    let target = upright(size)
    let walk = source(size)
    return [T](unsafeUninitializedCapacity: stored.count) { out, done in
      for y in 0..<target.height {
        for x in 0..<target.width {
          let from = (walk.start + x * walk.right + y * walk.down) * channels
          let to = (y * target.width + x) * channels
          for channel in 0..<channels { out[to + channel] = stored[from + channel] }
        }
      }
      done = stored.count
    }
  }

  /// In stored pixels: where the upright picture begins, and the steps to its next pixel and its next row.
  private func source(_ size: PixelSize) -> (start: Int, right: Int, down: Int) {
    let (width, lastRow) = (size.width, (size.height - 1) * size.width)
    return switch self {
    case .upright: (0, 1, width)
    case .mirrored: (width - 1, -1, width)
    case .rotated180: (lastRow + width - 1, -1, -width)
    case .flipped: (lastRow, 1, -width)
    case .transposed: (0, width, 1)
    case .rotated90: (lastRow, -width, 1)
    case .transversed: (lastRow + width - 1, -width, -1)
    case .rotated270: (width - 1, width, -1)
    }
  }
}
