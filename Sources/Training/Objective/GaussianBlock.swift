import Autoencoders
import Kernels

/// Some samples of a Gaussian likelihood, ½((x − m)²/v + log v + log 2π), computed in vectors.
struct GaussianBlock {
  private typealias Lanes = SIMD8<Float>

  /// x − m, then the gradient by m.
  private let differences: UnsafeMutablePointer<Float>
  /// log v, then the gradient by it.
  private let logVariances: UnsafeMutablePointer<Float>
  /// 1/v.
  private let precisions: UnsafeMutablePointer<Float>
  /// What each term is multiplied by; 0 behind the last sample.
  private let weights: UnsafeMutablePointer<Float>

  /// The most samples of a block, whose memory stays in the nearest cache.
  static let size = 512

  /// Calls with memory for one block after the other.
  static func withMemory(_ body: (GaussianBlock) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: 4 * size * MemoryLayout<Float>.stride, alignment: 64) { memory in
      guard let start = memory.bindMemory(to: Float.self).baseAddress else { return }
      body(
        GaussianBlock(
          differences: start, logVariances: start + size, precisions: start + 2 * size, weights: start + 3 * size))
    }
  }

  /// Takes the samples in.
  /// - Parameter varianceWeight: b, where each term counts v^b times.
  func read(
    _ x: [Float], _ m: [Float], _ s: [Float], _ measure: UntrainedModel.SpreadMeasure, _ samples: Range<Int>,
    varianceWeight: Double
  ) {
    let count = samples.count
    for row in [differences, logVariances, weights] { row.update(repeating: 0, count: Self.size) }
    for i in 0..<count { differences[i] = x[samples.lowerBound + i] - m[samples.lowerBound + i] }
    for i in 0..<count { logVariances[i] = measure.logVariance(s[samples.lowerBound + i]) }
    for i in 0..<Self.size { precisions[i] = -logVariances[i] }
    exponentials(precisions, count: Self.size)
    let power = Float(varianceWeight)
    for i in 0..<count { weights[i] = power * logVariances[i] }
    exponentials(weights, count: count)
  }

  /// The sums over the samples; what was read becomes the gradients.
  /// - Parameter share: what the gradients are multiplied by.
  func evaluate(count: Int, share: Float) -> SampleTerms.Sums {
    var (terms, weighted, errors) = (Lanes.zero, Lanes.zero, Lanes.zero)
    let constant = Float(SampleTerms.log2Pi)
    for i in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let (difference, logVariance) = (Self.load(differences + i), Self.load(logVariances + i))
      let (precision, weight) = (Self.load(precisions + i), Self.load(weights + i))
      let squared = difference * difference
      let scaled = squared * precision
      terms += scaled + logVariance
      weighted += weight * (scaled + logVariance + constant)
      errors += squared
      Self.store(-share * difference * precision * weight, differences + i)
      Self.store(share / 2 * (1 - scaled) * weight, logVariances + i)
    }
    return SampleTerms.Sums(
      negativeLogLikelihood: (Double(terms.sum()) + Double(count) * SampleTerms.log2Pi) / 2,
      loss: Double(weighted.sum()) / 2, squaredError: Double(errors.sum()))
  }

  /// Gives the gradients out, by the means and by what the decoder gives for the spreads.
  func write(
    _ samples: Range<Int>, _ means: UnsafeMutableBufferPointer<Float>, _ spreads: UnsafeMutableBufferPointer<Float>,
    _ s: [Float], _ measure: UntrainedModel.SpreadMeasure
  ) {
    for i in 0..<samples.count {
      means[samples.lowerBound + i] = differences[i]
      spreads[samples.lowerBound + i] = logVariances[i] * measure.slope(s[samples.lowerBound + i])
    }
  }

  @inline(__always)
  private static func load(_ pointer: UnsafeMutablePointer<Float>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ vector: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Lanes.self)
  }
}
