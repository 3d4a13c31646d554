import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Batch normalisation with the statistics of the batch (S. Ioffe and C. Szegedy, 2015): for each channel
/// x̂ = (x − μ) / √(σ² + ε), y = γ·x̂ + β, where μ and σ² are mean and biased variance over all pixels of the batch.
///
/// Keeps μ and 1/√(σ² + ε) for the way back, and moves the running statistics towards those of the batch, the variance
/// unbiased, by a tenth: as PyTorch does.
struct LearningBatchNorm: LearningStep {
  private let layout: ChannelsLast
  private let epsilon: Double

  private static let momentum = 0.1

  init(layout: ChannelsLast, epsilon: Double) {
    self.layout = layout
    self.epsilon = epsilon
  }

  private var channels: Int { layout.channels }

  var keptCount: Int { 2 * channels }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let (x, channels) = (values.sources[0], channels)
    let sums = ChannelSums(channels: channels, pixels: layout.pixels, context)
    let mean = try sums(1) { rows, sum in
      for row in rows { addFloats(x + row * channels, sum, channels) }
    }.map { $0 / Double(sums.rows) }
    let kept = values.kept
    for channel in 0..<channels { kept[channel] = Float(mean[channel]) }
    let variance = try sums(1) { rows, sum in
      for row in rows { addSquares(x + row * channels, kept, sum, channels) }
    }.map { $0 / Double(sums.rows) }
    for channel in 0..<channels { kept[channels + channel] = Float(1 / sqrt(variance[channel] + epsilon)) }
    update(values.buffers, mean, variance, rows: sums.rows)
    try normalise(values, context)
  }

  /// Running mean and running variance.
  private func update(_ running: UnsafeMutablePointer<Float>, _ mean: [Double], _ variance: [Double], rows: Int) {
    let unbiased = rows > 1 ? Double(rows) / Double(rows - 1) : 1
    for channel in 0..<channels {
      running[channel] += Float(Self.momentum * (mean[channel] - Double(running[channel])))
      let old = Double(running[channels + channel])
      running[channels + channel] += Float(Self.momentum * (variance[channel] * unbiased - old))
    }
  }

  private func normalise(_ values: ForwardValues, _ context: LearningContext) throws {
    let (x, y, kept, channels) = (values.sources[0], values.result, values.kept, channels)
    var scale = [Float](repeating: 0, count: channels)
    var shift = [Float](repeating: 0, count: channels)
    for c in 0..<channels {
      scale[c] = values.parameters[c] * kept[channels + c]
      shift[c] = values.parameters[channels + c] - kept[c] * scale[c]
    }
    try context.inParts(of: context.batch * layout.pixels) { rows in
      scaleRows(x, scale, shift, into: y, rows: rows, channels: channels)
    }
  }

  /// dβ = Σ dy, dγ = Σ dy·x̂, dx = γ/√(σ² + ε) · (dy − (dβ + x̂·dγ) / n).
  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    let (x, dy, kept, channels) = (values.sources[0], values.resultGradient, values.kept, channels)
    let sums = ChannelSums(channels: channels, pixels: layout.pixels, context)
    let totals = try sums(2) { rows, sum in
      for row in rows { addProducts(x + row * channels, dy + row * channels, kept, sum, sum + channels, channels) }
    }
    for c in 0..<channels {
      values.parameterGradients[channels + c] = Float(totals[c])
      values.parameterGradients[c] = Float(totals[channels + c] * Double(kept[channels + c]))
    }
    guard let target = values.sourceGradients[0] else { return }
    try propagate(values, totals, rows: sums.rows, to: target, context)
  }

  /// dx as a·dy + b·x + c, with a, b and c of each channel.
  private func propagate(
    _ values: BackwardValues, _ totals: [Double], rows: Int, to target: GradientTarget, _ context: LearningContext
  ) throws {
    let (x, dy, kept, channels) = (values.sources[0], values.resultGradient, values.kept, channels)
    var factors = [Float](repeating: 0, count: 3 * channels)
    for c in 0..<channels {
      let (mean, inverse) = (Double(kept[c]), Double(kept[channels + c]))
      let scale = Double(values.parameters[c]) * inverse
      let slope = -scale * inverse * inverse * totals[channels + c] / Double(rows)
      factors[c] = Float(scale)
      factors[channels + c] = Float(slope)
      factors[2 * channels + c] = Float(-scale * totals[c] / Double(rows) - slope * mean)
    }
    try context.inParts(of: context.batch * layout.pixels) { rows in
      combineRows(dy, x, factors, into: target, rows: rows, channels: channels)
    }
  }
}
