/// How much each input sample of an axis adds to each output sample.
///
/// Centres are placed as Pillow places them: output sample `i` lies at `(i + ½) · scale` of the input. On reduction the
/// kernel is widened by the scale, so that it averages over all that one output sample covers and nothing aliases.
struct AxisWeights {
  /// The input samples of each output sample.
  let inputs: [Range<Int>]
  /// The weights of output `i` begin at `i * stride`; they sum to 1.
  let weights: [Float]
  let stride: Int

  init(from inputCount: Int, to outputCount: Int, _ kernel: ResamplingKernel) {
    let scale = Double(inputCount) / Double(outputCount)
    let widening = max(scale, 1)
    let support = kernel.support * widening
    stride = Int(support.rounded(.up)) * 2 + 1
    var inputs: [Range<Int>] = []
    var weights = [Float](repeating: 0, count: outputCount * stride)
    for output in 0..<outputCount {
      let centre = (Double(output) + 0.5) * scale
      let first = max(0, Int(centre - support + 0.5))
      let range = first..<min(inputCount, Int(centre + support + 0.5))
      let values = range.map { kernel.weight((Double($0) - centre + 0.5) / widening) }
      let sum = values.reduce(0, +)
      for (tap, value) in values.enumerated() { weights[output * stride + tap] = Float(value / sum) }
      inputs.append(range)
    }
    self.inputs = inputs
    self.weights = weights
  }
}
