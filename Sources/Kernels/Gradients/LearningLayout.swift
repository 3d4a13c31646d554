import Tensors

/// The parameters of a program in memory, and the step of each operation.
struct LearningLayout {
  /// The operation that computes a value, ready to learn.
  struct PlacedStep {
    let step: any LearningStep
    let sources: [Int]
    let result: Int
    /// Where its parameters, its running statistics and what it keeps begin, in floats.
    let parameters: Int
    let buffers: Int
    let kept: Int
  }

  private(set) var steps: [PlacedStep] = []
  /// What is learned.
  private(set) var parameters: [LearningParameter] = []
  /// Running statistics.
  private(set) var buffers: [LearningParameter] = []
  private(set) var parameterCount = 0
  private(set) var bufferCount = 0
  private(set) var keptCount = 0
  /// The tensors that the program came with, by the places of `parameters` and `buffers`.
  private(set) var initialParameters: [Tensor] = []
  private(set) var initialBuffers: [Tensor] = []

  init(_ program: Program, batch: Int) {
    for value in program.computed {
      guard let node = program.node(of: value) else { continue }
      let sources = node.sources.map { ChannelsLast(program.shape(of: $0)) }
      let step = LearningLayout.step(node, sources, batch: batch)
      steps.append(
        PlacedStep(
          step: step, sources: node.sources.map(\.index), result: value.index, parameters: parameterCount,
          buffers: bufferCount, kept: keptCount))
      keptCount += step.keptCount
      for (role, tensor) in node.operation.learned {
        let isCorrelation = tensor.shape.rank == 4
        parameters.append(
          LearningParameter(
            name: node.parameterName(role), shape: tensor.shape, offset: parameterCount, isCorrelation: isCorrelation))
        initialParameters.append(tensor)
        parameterCount += tensor.count
      }
      for (role, tensor) in node.operation.followed {
        buffers.append(
          LearningParameter(
            name: node.parameterName(role), shape: tensor.shape, offset: bufferCount, isCorrelation: false))
        initialBuffers.append(tensor)
        bufferCount += tensor.count
      }
    }
  }

  private static func step(_ node: Program.Node, _ sources: [ChannelsLast], batch: Int) -> any LearningStep {
    let (from, to) = (sources[0], ChannelsLast(node.shape))
    return switch node.operation {
    case .convolution(let weight, let bias, let window):
      if let correlation = WinogradCorrelation(large: from, small: to, weight: weight, window) {
        LearningWinograd(correlation, hasBias: bias != nil, isTransposed: false)
      } else {
        LearningConvolution(convolution: weight, hasBias: bias != nil, window, from: from, to: to, batch: batch)
      }
    case .transposedConvolution(let weight, let bias, let window):
      if let correlation = WinogradCorrelation(large: to, small: from, weight: weight, window) {
        LearningWinograd(correlation, hasBias: bias != nil, isTransposed: true)
      } else {
        LearningConvolution(transposed: weight, hasBias: bias != nil, window, from: from, to: to, batch: batch)
      }
    case .linear(let weight, let bias): LearningLinear(weight: weight, hasBias: bias != nil)
    case .batchNorm(let norm): LearningBatchNorm(layout: to, epsilon: norm.epsilon)
    case .groupNorm(let norm): LearningGroupNorm(norm, layout: to, batch: batch)
    case .scaleShift(let scale, let shift): LearningScale(scale: scale, shift: shift, pixels: to.pixels)
    case .constant: LearningConstant(layout: to)
    case .activation(let activation): LearningActivation(activation, count: to.count)
    case .reshape: LearningReshape(from: from, to: to)
    case .channels(let range): LearningSlice(range, of: from)
    case .upsample(let rows, let columns):
      LearningUpsampling(blocks: PixelBlocks(from: from, rows: rows, columns: columns))
    case .attention(let heads): LearningAttention(shape: AttentionShape(layout: to, heads: heads))
    case .add: LearningSum(count: to.count)
    case .concatenate: LearningConcatenation(sources)
    case .array(let operation): preconditionFailure("\(operation.name) has no gradient")
    }
  }
}

extension Operation {
  /// The tensors that gradients reach, by the last part of their names, in the order in which they lie in memory.
  var learned: [(role: String, tensor: Tensor)] {
    switch self {
    case .convolution(let weight, let bias, _), .transposedConvolution(let weight, let bias, _),
      .linear(let weight, let bias):
      [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
    case .batchNorm(let norm): [("weight", norm.weight), ("bias", norm.bias)]
    case .groupNorm(let norm): [("weight", norm.weight), ("bias", norm.bias)]
    case .constant(let value): [("value", value)]
    case .scaleShift, .activation, .reshape, .channels, .upsample, .attention, .add, .concatenate, .array: []
    }
  }

  /// The tensors that follow the batches without a gradient.
  fileprivate var followed: [(role: String, tensor: Tensor)] {
    if case .batchNorm(let norm) = self {
      [("running_mean", norm.mean), ("running_var", norm.variance)]
    } else {
      []
    }
  }
}
