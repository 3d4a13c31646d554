import Tensors

/// A convolution, or a transposed one, that learns.
struct LearningConvolution: LearningStep {
  private let correlation: Correlation
  private let hasBias: Bool
  /// Whether it goes from the small picture to the large one.
  private let isTransposed: Bool

  init(convolution weight: Tensor, hasBias: Bool, _ window: Window, from: ChannelsLast, to: ChannelsLast, batch: Int) {
    correlation = Correlation(large: from, small: to, weight: weight, window, batch: batch)
    self.hasBias = hasBias
    isTransposed = false
  }

  init(transposed weight: Tensor, hasBias: Bool, _ window: Window, from: ChannelsLast, to: ChannelsLast, batch: Int) {
    correlation = Correlation(large: to, small: from, weight: weight, window, batch: batch)
    self.hasBias = hasBias
    isTransposed = true
  }

  private var output: ChannelsLast { isTransposed ? correlation.large : correlation.small }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let bias = hasBias ? UnsafePointer(values.parameters + correlation.weightCount) : nil
    try context.forItems { items in
      let target = values.result + items.lowerBound * output.count
      fill(target, pixels: items.count * output.pixels, with: bias)
      if isTransposed {
        try correlation.scatter(
          values.sources[0], values.parameters, into: values.result, items: items, context)
      } else {
        try correlation.gather(
          values.sources[0], values.parameters, into: values.result, items: items, adding: hasBias, context)
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    if let target = values.sourceGradients[0] { try propagate(values, target, context) }
    let (large, small) =
      isTransposed ? (values.resultGradient, values.sources[0]) : (values.sources[0], values.resultGradient)
    try SummedParts(count: correlation.weightCount, context).add(to: values.parameterGradients) { part, items in
      try correlation.addWeightGradient(large, small, to: part, items: items, context)
    }
    if hasBias {
      try ChannelSums(channels: output.channels, pixels: output.pixels, context).write(
        of: values.resultGradient, to: values.parameterGradients + correlation.weightCount)
    }
  }

  /// The gradient of the source.
  private func propagate(_ values: BackwardValues, _ target: GradientTarget, _ context: LearningContext) throws {
    try context.forItems { items in
      if isTransposed {
        try correlation.gather(
          values.resultGradient, values.parameters, into: target.start, items: items, adding: target.isAdded,
          context)
      } else {
        let count = correlation.large.count
        if !target.isAdded {
          (target.start + items.lowerBound * count).update(repeating: 0, count: items.count * count)
        }
        try correlation.scatter(
          values.resultGradient, values.parameters, into: target.start, items: items, context)
      }
    }
  }

  /// Writes the bias into every pixel, or zeros where the contributions are added up.
  private func fill(_ target: UnsafeMutablePointer<Float>, pixels: Int, with bias: UnsafePointer<Float>?) {
    let channels = output.channels
    guard let bias else {
      if isTransposed { target.update(repeating: 0, count: pixels * channels) }
      return
    }
    for pixel in 0..<pixels { copyFloats(bias, target + pixel * channels, channels) }
  }
}
