extension Image {
  /// The picture at another size, by Lanczos's kernel of three lobes (antialiased on reduction); the precision of its
  /// samples stays. Bytes and words are rounded and clamped, floats may overshoot at sharp edges.
  ///
  /// Where a picture is partly transparent, colours count as much as they are opaque, so that what cannot be seen does
  /// not bleed into what can.
  /// - Precondition: `target` has at least one pixel.
  public func resized(to target: PixelSize) -> Image {
    guard target != size else { return self }
    precondition(target.width > 0 && target.height > 0, "a picture of \(target)")
    return resampled(to: target) { Resampler(from: size, to: target, channels: $0) }
  }

  /// The picture by a resampling that is made for a number of channels.
  func resampled(to target: PixelSize, _ make: (Int) -> some Resampling) -> Image {
    let colours = samples.resampled(make(channels))
    guard let alpha else {
      return Image(size: target, channels: channels, samples: colours, metadata: metadata)
    }
    let opacity = make(1)
    let newAlpha = alpha.resampled(opacity)
    let weighted = alpha.isOpaque ? colours : weighted(by: alpha, plain: colours, make(channels), opacity)
    return Image(size: target, channels: channels, samples: weighted, alpha: newAlpha, metadata: metadata)
  }

  /// The colours multiplied by alpha, resampled, and divided by it again; where nothing is opaque, the plain colours.
  private func weighted(
    by alpha: Samples, plain: Samples, _ colour: some Resampling, _ opacity: some Resampling
  ) -> Samples {
    let alpha = alpha.floats
    let sums = colour.resampled(samples.floats.enumerated().map { $1 * alpha[$0 / channels] })
    let newAlpha = opacity.resampled(alpha)
    let plainColours = plain.floats
    let colours = sums.indices.map { i in
      let a = newAlpha[i / channels]
      return a > 1 / 512 ? sums[i] / a : plainColours[i]
    }
    return plain.samePrecision(colours)
  }
}

extension Image.Samples {
  /// Whether an alpha plane hides nothing.
  var isOpaque: Bool {
    switch self {
    case .bytes(let values): values.allSatisfy { $0 == 255 }
    case .words(let values): values.allSatisfy { $0 == 65535 }
    case .floats(let values): values.allSatisfy { $0 == 1 }
    }
  }

  fileprivate func resampled(_ resampler: some Resampling) -> Image.Samples {
    switch self {
    case .bytes(let values): .bytes(resampler.resampled(values))
    case .words(let values): .words(resampler.resampled(values))
    case .floats(let values): .floats(resampler.resampled(values))
    }
  }

  /// Floats with white at 1 in the precision of these samples.
  fileprivate func samePrecision(_ values: [Float]) -> Image.Samples {
    switch self {
    case .bytes: .bytes(values.map { UInt8(nearest: $0 * 255) })
    case .words: .words(values.map { UInt16(nearest: $0 * 65535) })
    case .floats: .floats(values)
    }
  }
}
