import Tensors

/// A convolution, or a transposed one, that learns in Winograd's basis.
struct LearningWinograd: LearningStep {
  private let correlation: WinogradCorrelation
  private let hasBias: Bool
  /// Whether it goes from the small picture to the large one.
  private let isTransposed: Bool

  init(_ correlation: WinogradCorrelation, hasBias: Bool, isTransposed: Bool) {
    self.correlation = correlation
    self.hasBias = hasBias
    self.isTransposed = isTransposed
  }

  private var output: ChannelsLast { isTransposed ? correlation.large : correlation.small }
  private var weightCount: Int { 16 * correlation.large.channels * correlation.small.channels }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let bias = hasBias ? UnsafePointer(values.parameters + weightCount) : nil
    try context.scratch.withFloats(correlation.basisWeightCount) { weights in
      try correlation.transformWeights(values.parameters, into: weights, context)
      try context.inParts(of: context.batch, parts: correlation.groups(batch: context.batch)) { items in
        try correlation.withTiles(items, context) { tiles in
          if isTransposed {
            correlation.fillLarge(values.result, with: bias, tiles)
            correlation.transformSmall(values.sources[0], tiles, context.arithmetic)
            try correlation.multiplySmall(weights, tiles, context.arithmetic)
            correlation.addLarge(values.result, tiles, context.arithmetic)
          } else {
            correlation.transformLarge(values.sources[0], tiles, context.arithmetic)
            try correlation.multiplyLarge(weights, tiles, context.arithmetic)
            correlation.writeSmall(values.result, bias: bias, adding: false, tiles, context.arithmetic)
          }
        }
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    let count = correlation.basisWeightCount
    let parts = min(WinogradCorrelation.parts, context.batch)
    try context.scratch.withFloats((1 + parts) * count) { weights in
      try correlation.transformWeights(values.parameters, into: weights, context)
      let gradients = weights + count
      try context.inParts(of: parts, parts: parts) { range in
        for part in range {
          let items = part * context.batch / parts..<(part + 1) * context.batch / parts
          try propagate(values, items, weights, adding: gradients + part * count, context)
        }
      }
      try correlation.writeWeightGradient(gradients, parts: parts, into: values.parameterGradients, context)
    }
    if hasBias {
      try ChannelSums(channels: output.channels, pixels: output.pixels, context).write(
        of: values.resultGradient, to: values.parameterGradients + weightCount)
    }
  }

  /// The gradients of some items, a few at a time.
  private func propagate(
    _ values: BackwardValues, _ items: Range<Int>, _ weights: UnsafePointer<Float>,
    adding gradient: UnsafeMutablePointer<Float>, _ context: LearningContext
  ) throws {
    let groups = correlation.groups(batch: context.batch) / WinogradCorrelation.parts
    let size = max(1, (items.count + max(groups, 1) - 1) / max(groups, 1))
    for first in stride(from: items.lowerBound, to: items.upperBound, by: size) {
      let few = first..<min(first + size, items.upperBound)
      try correlation.withTiles(few, context) { tiles in
        let (source, result) = (values.sources[0], values.resultGradient)
        correlation.transformLarge(isTransposed ? result : source, tiles, context.arithmetic)
        correlation.transformSmall(isTransposed ? source : result, tiles, context.arithmetic)
        try correlation.multiplyBoth(
          into: gradient, adding: first > items.lowerBound, tiles, context.arithmetic)
        if let target = values.sourceGradients[0] { try propagate(to: target, weights, tiles, context) }
      }
    }
  }

  /// The gradient of the source from that of the result, which the tiles hold.
  private func propagate(
    to target: GradientTarget, _ weights: UnsafePointer<Float>, _ tiles: WinogradCorrelation.Tiles,
    _ context: LearningContext
  ) throws {
    if isTransposed {
      try correlation.multiplyLarge(weights, tiles, context.arithmetic)
      correlation.writeSmall(target.start, bias: nil, adding: target.isAdded, tiles, context.arithmetic)
    } else {
      if !target.isAdded { correlation.fillLarge(target.start, with: nil, tiles) }
      try correlation.multiplySmall(weights, tiles, context.arithmetic)
      correlation.addLarge(target.start, tiles, context.arithmetic)
    }
  }
}
