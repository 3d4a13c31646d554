/// A change that comes to lie on a box of the photograph, its rows along the photograph's rows.
struct LevelChange {
  private let box: CropBox
  private let photograph: PixelSize
  private let channels: Int
  private let height: Int
  /// The change at the box's width, not yet at its height, faded towards left and right; rows of interleaved samples.
  private let wide: [Float]
  private let rowFading: Fading

  /// - Parameters:
  ///   - change: floats, which become as large as the box.
  ///   - seam: the width of the fading, in pixels of the change.
  init(_ change: Image, at box: CropBox, in photograph: PixelSize, seam: Double) {
    self.box = box
    self.photograph = photograph
    channels = change.channels
    let target = box.size
    // Where the photograph has fewer pixels, the change is first brought down to them.
    let small = PixelSize(
      width: min(change.size.width, target.width), height: min(change.size.height, target.height))
    let samples = change.samples.floats
    let reduced =
      small == change.size
      ? samples : Resampler(from: change.size, to: small, channels: channels, by: .triangle).resampled(samples)
    height = small.height
    func fading(_ length: Int, of full: Int, _ atStart: Bool, _ atEnd: Bool) -> Fading {
      Fading(
        seam: seam * Double(length) / Double(full), length: Double(length), atStart: atStart, atEnd: atEnd)
    }
    rowFading = fading(small.height, of: change.size.height, box.top > 0, box.bottom < photograph.height)
    let columnFading = fading(small.width, of: change.size.width, box.left > 0, box.right < photograph.width)
    wide = Self.widened(reduced, small, channels: channels, to: target.width, columnFading)
  }

  /// The horizontal step.
  private static func widened(
    _ samples: [Float], _ size: PixelSize, channels: Int, to width: Int, _ fading: Fading
  ) -> [Float] {
    if width == size.width { return faded(samples, width, channels: channels, fading) }
    let columns = (0..<width).map { x in
      let place = Self.place(x, of: width, on: size.width)
      let curve = ChangeCurve(at: place)
      return (taps: curve.taps(of: size.width) &* channels, weights: curve.weights, fading: fading(place))
    }
    return [Float](unsafeUninitializedCapacity: width * channels * size.height) { out, done in
      samples.withUnsafeBufferPointer { samples in
        for row in 0..<size.height {
          let line = samples.extracting(row * size.width * channels..<(row + 1) * size.width * channels)
          for (x, column) in columns.enumerated() {
            for channel in 0..<channels {
              let taps = column.taps
              let four = SIMD4(
                line[taps[0] + channel], line[taps[1] + channel], line[taps[2] + channel], line[taps[3] + channel])
              let value = (four * column.weights).sum()
              let between = min(max(value, min(four[1], four[2])), max(four[1], four[2]))
              out[(row * width + x) * channels + channel] = between * column.fading
            }
          }
        }
      }
      done = width * channels * size.height
    }
  }

  /// The same where nothing lies between the change's pixels.
  private static func faded(_ samples: [Float], _ width: Int, channels: Int, _ fading: Fading) -> [Float] {
    guard fading.atStart || fading.atEnd else { return samples }
    let row = (0..<width).flatMap { x in repeatElement(fading(Double(x)), count: channels) }
    return [Float](unsafeUninitializedCapacity: samples.count) { out, done in
      for start in stride(from: 0, to: samples.count, by: row.count) {
        for i in 0..<row.count { out[start &+ i] = samples[start &+ i] * row[i] }
      }
      done = samples.count
    }
  }

  /// Adds the change to the photograph's samples.
  /// - Parameter mask: of one channel, how much of the photograph is replaced.
  func add<T: SampleValue>(to out: UnsafeMutableBufferPointer<T>, replacing mask: LevelChange?) {
    let count = box.size.width * channels
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count + box.size.width) { scratch in
      scratch.initialize(repeating: 0)
      let line = scratch.extracting(0..<count)
      let kept = scratch.extracting(count...)
      for y in 0..<box.size.height {
        let start = ((box.top + y) * photograph.width + box.left) * channels
        let samples = out.extracting(start..<start + count)
        row(y, into: line)
        if let mask {
          mask.row(y, into: kept)
          add(line, replacing: kept, to: samples)
        } else {
          for i in 0..<count { samples[i] = T(nearest: samples[i].asFloat + line[i] * T.white) }
        }
      }
    }
  }

  private func add<T: SampleValue>(
    _ line: UnsafeMutableBufferPointer<Float>, replacing mask: UnsafeMutableBufferPointer<Float>,
    to samples: UnsafeMutableBufferPointer<T>
  ) {
    for channel in 0..<channels {
      for x in 0..<mask.count {
        let i = x &* channels &+ channel
        let sample = samples[i].asFloat
        samples[i] = T(nearest: sample + line[i] * T.white - mask[x] * sample)
      }
    }
  }

  /// The vertical step: one row of the box, faded.
  private func row(_ y: Int, into out: UnsafeMutableBufferPointer<Float>) {
    let place = Self.place(y, of: box.size.height, on: height)
    let fading = rowFading(place)
    if height == box.size.height {
      wide.withUnsafeBufferPointer { wide in
        for i in 0..<out.count { out[i] = wide[y &* out.count &+ i] * fading }
      }
      return
    }
    let curve = ChangeCurve(at: place)
    let taps = curve.taps(of: height) &* out.count
    let weights = curve.weights
    let (w0, w1, w2, w3) = (weights[0], weights[1], weights[2], weights[3])
    wide.withUnsafeBufferPointer { wide in
      let (before, upper) = (wide.extracting(taps[0]...), wide.extracting(taps[1]...))
      let (lower, after) = (wide.extracting(taps[2]...), wide.extracting(taps[3]...))
      for i in 0..<out.count {
        let (a, b) = (upper[i], lower[i])
        let value = before[i] * w0 + a * w1 + b * w2 + after[i] * w3
        out[i] = min(max(value, min(a, b)), max(a, b)) * fading
      }
    }
  }

  /// Where a pixel of the box lies on the change's axis.
  private static func place(_ pixel: Int, of count: Int, on length: Int) -> Double {
    (Double(pixel) + 0.5) * Double(length) / Double(count) - 0.5
  }
}
