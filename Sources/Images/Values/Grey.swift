extension Image {
  /// The picture in grey (1) or RGB (3). Grey is the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, with Pillow's
  /// rounding for bytes; RGB repeats the grey. A profile for the other kind of colours is left out.
  /// - Precondition: `channels` is 1 or 3.
  public func converted(toChannels channels: Int) -> Image {
    guard channels != self.channels else { return self }
    let converted =
      switch samples {
      case .bytes(let values):
        Samples.bytes(channels == 1 ? values.luma { UInt8(Self.luma($0, $1, $2)) } : tripled(values))
      case .words(let values):
        Samples.words(channels == 1 ? values.luma { UInt16(Self.luma($0, $1, $2)) } : tripled(values))
      case .floats(let values): Samples.floats(channels == 1 ? values.luma(Self.luma) : tripled(values))
      }
    var metadata = metadata
    metadata.colourProfile = metadata.profile(forChannels: channels)
    return Image(size: size, channels: channels, samples: converted, alpha: alpha, metadata: metadata)
  }

  /// Weights in 65536ths, as Pillow has them.
  private static func luma<T: FixedWidthInteger>(_ red: T, _ green: T, _ blue: T) -> Int {
    (Int(red) * 19595 + Int(green) * 38470 + Int(blue) * 7471 + 0x8000) >> 16
  }

  private static func luma(_ red: Float, _ green: Float, _ blue: Float) -> Float {
    0.299 * red + 0.587 * green + 0.114 * blue
  }
}

extension Array {
  fileprivate func luma(_ grey: (Element, Element, Element) -> Element) -> [Element] {
    stride(from: 0, to: count, by: 3).map { grey(self[$0], self[$0 + 1], self[$0 + 2]) }
  }
}

private func tripled<T>(_ values: [T]) -> [T] {
  values.flatMap { [$0, $0, $0] }
}
