#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much each input sample of an axis adds to each output sample, by Lanczos's kernel of three lobes.
///
/// Centres are placed as Pillow places them: output sample `i` lies at `(i + ½) · scale` of the input. On reduction the
/// kernel is widened by the scale, so that it averages over all that one output sample covers and nothing aliases.
struct LanczosWeights {
  /// The input samples of each output sample.
  let inputs: [Range<Int>]
  /// The weights of output `i` begin at `i * stride`; they sum to 1.
  let weights: [Float]
  let stride: Int

  private static let lobes = 3.0

  init(from inputCount: Int, to outputCount: Int) {
    let scale = Double(inputCount) / Double(outputCount)
    let widening = max(scale, 1)
    let support = Self.lobes * widening
    stride = Int(support.rounded(.up)) * 2 + 1
    var inputs: [Range<Int>] = []
    var weights = [Float](repeating: 0, count: outputCount * stride)
    for output in 0..<outputCount {
      let centre = (Double(output) + 0.5) * scale
      let first = max(0, Int(centre - support + 0.5))
      let range = first..<min(inputCount, Int(centre + support + 0.5))
      let values = range.map { Self.kernel((Double($0) - centre + 0.5) / widening) }
      let sum = values.reduce(0, +)
      for (tap, value) in values.enumerated() { weights[output * stride + tap] = Float(value / sum) }
      inputs.append(range)
    }
    self.inputs = inputs
    self.weights = weights
  }

  /// sinc(x) · sinc(x / 3) for |x| < 3.
  private static func kernel(_ x: Double) -> Double { abs(x) < lobes ? sinc(x) * sinc(x / lobes) : 0 }

  private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
}
