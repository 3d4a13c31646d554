/// A way to make a picture's samples those of another one.
protocol Resampling {
  /// Interleaved samples in, interleaved samples out.
  func resampled<T: SampleValue>(_ samples: [T]) -> [T]
}

/// Resamples interleaved samples along both axes, in `Float` from the first to the last step.
///
/// Output rows are made in bands, so that the intermediate picture (reduced in width, not yet in height) stays small.
struct Resampler: Resampling {
  private let size: PixelSize
  private let target: PixelSize
  private let channels: Int
  private let horizontal: AxisWeights
  private let vertical: AxisWeights

  private static let bandHeight = 64
  /// Rows that go through the horizontal step side by side, one in each lane of a vector.
  private typealias Rows = SIMD8<Float>

  init(from size: PixelSize, to target: PixelSize, channels: Int, by kernel: ResamplingKernel = .lanczos) {
    self.size = size
    self.target = target
    self.channels = channels
    horizontal = AxisWeights(from: size.width, to: target.width, kernel)
    vertical =
      size.height == size.width && target.height == target.width
      ? horizontal : AxisWeights(from: size.height, to: target.height, kernel)
  }

  /// The samples at the target size.
  func resampled<T: SampleValue>(_ samples: [T]) -> [T] {
    let rowCount = target.width * channels
    return [T](unsafeUninitializedCapacity: rowCount * target.height) { out, done in
      samples.withUnsafeBufferPointer { samples in
        for top in Swift.stride(from: 0, to: target.height, by: Self.bandHeight) {
          let rows = top..<min(top + Self.bandHeight, target.height)
          let inputs = vertical.inputs[rows.lowerBound].lowerBound..<vertical.inputs[rows.upperBound - 1].upperBound
          let band = narrowed(samples, inputs)
          band.withUnsafeBufferPointer { band in
            combine(band, firstRow: inputs.lowerBound, rows, into: out)
          }
        }
      }
      done = rowCount * target.height
    }
  }

  /// The horizontal step: the given input rows at the target width.
  private func narrowed<T: SampleValue>(_ samples: UnsafeBufferPointer<T>, _ rows: Range<Int>) -> [Float] {
    let rowCount = target.width * channels
    var lanes = [Rows](repeating: .zero, count: size.width * channels)
    return [Float](unsafeUninitializedCapacity: rows.count * rowCount) { out, done in
      for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: Rows.scalarCount) {
        let group = first..<min(first + Rows.scalarCount, rows.upperBound)
        load(samples, group, into: &lanes)
        let start = (first - rows.lowerBound) * rowCount
        lanes.withUnsafeBufferPointer { store($0, group.count, into: out.extracting(start...)) }
      }
      done = rows.count * rowCount
    }
  }

  /// Puts rows side by side; the lanes of rows beyond the last keep what they held and are not stored.
  private func load<T: SampleValue>(
    _ samples: UnsafeBufferPointer<T>, _ rows: Range<Int>, into lanes: inout [Rows]
  ) {
    let count = size.width * channels
    lanes.withUnsafeMutableBytes { bytes in
      let floats = bytes.bindMemory(to: Float.self)
      for (lane, row) in rows.enumerated() {
        let start = row * count
        for i in 0..<count { floats[i &* Rows.scalarCount &+ lane] = samples[start &+ i].asFloat }
      }
    }
  }

  private func store(_ lanes: UnsafeBufferPointer<Rows>, _ rows: Int, into out: UnsafeMutableBufferPointer<Float>) {
    let rowCount = target.width * channels
    horizontal.weights.withUnsafeBufferPointer { weights in
      for x in 0..<target.width {
        let inputs = horizontal.inputs[x]
        for channel in 0..<channels {
          var sum = Rows.zero
          for tap in 0..<inputs.count {
            let weight = weights[x &* horizontal.stride &+ tap]
            sum += lanes[(inputs.lowerBound &+ tap) &* channels &+ channel] * weight
          }
          for row in 0..<rows { out[row &* rowCount &+ x &* channels &+ channel] = sum[row] }
        }
      }
    }
  }

  /// The vertical step: output rows as weighted sums of the band's rows.
  private func combine<T: SampleValue>(
    _ band: UnsafeBufferPointer<Float>, firstRow: Int, _ rows: Range<Int>, into out: UnsafeMutableBufferPointer<T>
  ) {
    let rowCount = target.width * channels
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rowCount) { sum in
      for y in rows {
        sum.initialize(repeating: 0)
        for (tap, row) in vertical.inputs[y].enumerated() {
          let weight = vertical.weights[y * vertical.stride + tap]
          let start = (row - firstRow) * rowCount
          for i in 0..<rowCount { sum[i] += band[start &+ i] * weight }
        }
        let start = y * rowCount
        for i in 0..<rowCount { out.baseAddress.unsafelyUnwrapped[start &+ i] = T(nearest: sum[i]) }
      }
    }
  }
}
