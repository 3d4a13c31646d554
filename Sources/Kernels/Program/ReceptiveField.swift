import Tensors

/// How far a number that a network gives looks around in its input.
public struct ReceptiveField: Hashable, Sendable {
  /// The side of the square, in pixels of the input, that it depends on through convolutions.
  public let side: Int
  /// Whether it depends on the whole input beside, by a linear layer, attention or the statistics of a group norm.
  public let isWhole: Bool
}

extension Program {
  /// The receptive field of an output's pixels.
  public func receptiveField(of output: Value) -> ReceptiveField {
    var fields: [Value: Reach] = [:]
    for value in inputs { fields[value] = Reach() }
    for value in computed {
      guard let node = node(of: value) else { continue }
      let sources = node.sources.compactMap { fields[$0] }
      var reach = Reach(joining: sources)
      reach.widen(by: node.operation, isVector: node.shape.rank == 1)
      fields[value] = reach
    }
    let reach = fields[output] ?? Reach()
    return ReceptiveField(side: Int(reach.side.rounded(.up)), isWhole: reach.isWhole)
  }
}

/// The side of what a pixel depends on, and how far apart in the input neighbours are, both in pixels of the input.
private struct Reach {
  var side = 1.0
  var step = 1.0
  var isWhole = false

  init() {}

  init(joining sources: [Reach]) {
    self = sources.max { $0.side < $1.side } ?? Reach()
    isWhole = sources.contains(where: \.isWhole)
  }

  mutating func widen(by operation: Operation, isVector: Bool) {
    switch operation {
    case .convolution(let weight, _, let window):
      widen(taps: max(weight.shape[2], weight.shape[3]), stride: window.stride)
    case .transposedConvolution(let weight, _, let window):
      widen(transposedTaps: max(weight.shape[2], weight.shape[3]), stride: window.stride)
    case .upsample(let rows, let columns): step /= Double(max(rows, columns))
    case .linear, .attention, .groupNorm: isWhole = true
    case .reshape: if isVector { isWhole = true }
    case .batchNorm, .scaleShift, .constant, .activation, .channels, .add, .concatenate: break
    case .array(let operation): widen(by: operation)
    }
  }

  /// What is not known to look at neighbours alone counts as looking at everything.
  private mutating func widen(by operation: ArrayOperation) {
    switch operation {
    case .convolution(let weight, _, let window):
      let dilation = max(window.dilation.height, window.dilation.width)
      widen(
        taps: (max(weight.shape[2], weight.shape[3]) - 1) * dilation + 1,
        stride: max(window.stride.height, window.stride.width))
    case .transposedConvolution(let weight, _, let window):
      let dilation = max(window.dilation.height, window.dilation.width)
      widen(
        transposedTaps: (max(weight.shape[2], weight.shape[3]) - 1) * dilation + 1,
        stride: max(window.stride.height, window.stride.width))
    case .constant, .function, .pair, .choose, .pad, .broadcast, .concatenate: break
    case .transpose, .take, .reduce, .softmax, .matrixProduct, .resample, .largest: isWhole = true
    }
  }

  private mutating func widen(taps: Int, stride: Int) {
    side += Double(taps - 1) * step
    step *= Double(stride)
  }

  private mutating func widen(transposedTaps taps: Int, stride: Int) {
    side += Double((taps + stride - 1) / stride - 1) * step
    step /= Double(stride)
  }
}
