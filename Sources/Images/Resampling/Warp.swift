/// Resamples interleaved samples along axes that are turned against those of the input, by Lanczos's kernel (widened on
/// reduction); beyond the input its edges are repeated.
struct Warp: Resampling {
  private let size: PixelSize
  private let target: PixelSize
  private let channels: Int
  /// From a pixel of the target to a place in the input.
  private let map: Similarity

  init(from size: PixelSize, to target: PixelSize, channels: Int, _ map: Similarity) {
    self.size = size
    self.target = target
    self.channels = channels
    self.map = map
  }

  /// The samples of the target.
  func resampled<T: SampleValue>(_ samples: [T]) -> [T] {
    var across = FoldedTaps(length: size.width, scale: map.scale)
    var down = FoldedTaps(length: size.height, scale: map.scale)
    return [T](unsafeUninitializedCapacity: target.count * channels) { out, done in
      samples.withUnsafeBufferPointer { samples in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: across.weights.count * channels) { sums in
          for pixel in 0..<target.count {
            let place = map(Point(Double(pixel % target.width), Double(pixel / target.width)))
            across.move(to: place.x)
            down.move(to: place.y)
            combine(samples, down, across, into: sums)
            store(sums, across, at: pixel, in: out)
          }
        }
      }
      done = target.count * channels
    }
  }

  /// The vertical step: one sum for each input column that counts.
  private func combine<T: SampleValue>(
    _ samples: UnsafeBufferPointer<T>, _ down: FoldedTaps, _ across: FoldedTaps,
    into sums: UnsafeMutableBufferPointer<Float>
  ) {
    let count = across.count * channels
    for i in 0..<count { sums[i] = 0 }
    for tap in 0..<down.count {
      let weight = down.weights[tap]
      let start = ((down.first + tap) * size.width + across.first) * channels
      for i in 0..<count { sums[i] += samples[start &+ i].asFloat * weight }
    }
  }

  /// The horizontal step.
  private func store<T: SampleValue>(
    _ sums: UnsafeMutableBufferPointer<Float>, _ across: FoldedTaps, at pixel: Int,
    in out: UnsafeMutableBufferPointer<T>
  ) {
    for channel in 0..<channels {
      var sum: Float = 0
      for tap in 0..<across.count { sum += sums[tap &* channels &+ channel] * across.weights[tap] }
      (out.baseAddress.unsafelyUnwrapped + (pixel * channels + channel)).initialize(to: T(nearest: sum))
    }
  }
}
