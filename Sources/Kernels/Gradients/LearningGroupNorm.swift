/// A group norm that learns. It keeps the moments of every item's groups for the way back.
struct LearningGroupNorm: LearningStep {
  private let moments: GroupMoments
  private let batch: Int

  init(_ norm: GroupNormalization, layout: ChannelsLast, batch: Int) {
    moments = GroupMoments(layout: layout, groups: norm.groups, epsilon: norm.epsilon)
    self.batch = batch
  }

  var keptCount: Int { batch * moments.count }

  private var channels: Int { moments.layout.channels }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let count = moments.layout.count
    try context.forItems { items in
      for item in items {
        let kept = values.kept + item * moments.count
        moments.measure(values.sources[0] + item * count, into: kept)
        moments.normalise(
          values.sources[0] + item * count, kept, values.parameters, values.parameters + channels,
          into: values.result + item * count)
      }
    }
  }

  /// dβ = Σ dy, dγ = Σ dy·x̂, dx = 1/√(σ² + ε) · (γ·dy − (A + x̂·B) / n), with A = Σ γ·dy and B = Σ γ·dy·x̂ over the n
  /// elements of the group.
  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    try SummedParts(count: 2 * channels, context).add(to: values.parameterGradients) { part, items in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * channels) { scratch in
        guard let sums = scratch.baseAddress else { return }
        for item in items { propagate(values, item, adding: part, sums) }
      }
    }
  }

  /// - Parameters:
  ///   - part: the gradients of weight and bias, to which those of the item are added.
  ///   - sums: memory for five floats a channel.
  private func propagate(
    _ values: BackwardValues, _ item: Int, adding part: UnsafeMutablePointer<Float>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    let (first, kept) = (item * moments.layout.count, values.kept + item * moments.count)
    let (x, dy) = (values.sources[0] + first, values.resultGradient + first)
    sums.update(repeating: 0, count: 2 * channels)
    for pixel in 0..<moments.layout.pixels {
      addProducts(x + pixel * channels, dy + pixel * channels, kept, sums, sums + channels, channels)
    }
    for c in 0..<channels {
      part[c] += sums[channels + c] * kept[channels + c]
      part[channels + c] += sums[c]
    }
    guard let target = values.sourceGradients[0] else { return }
    let factors = sums + 2 * channels
    write(factors, sums, kept, values.parameters)
    combineRows(
      dy, x, factors, into: GradientTarget(start: target.start + first, isAdded: target.isAdded),
      rows: 0..<moments.layout.pixels, channels: channels)
  }

  /// dx as a·dy + b·x + c: all a, all b, all c.
  private func write(
    _ factors: UnsafeMutablePointer<Float>, _ sums: UnsafePointer<Float>, _ kept: UnsafePointer<Float>,
    _ weight: UnsafePointer<Float>
  ) {
    for group in 0..<moments.groups {
      let range = group * moments.channels..<(group + 1) * moments.channels
      let (mean, inverse) = (Double(kept[range.lowerBound]), Double(kept[channels + range.lowerBound]))
      let a = range.reduce(0.0) { $0 + Double(weight[$1]) * Double(sums[$1]) } / Double(moments.elements)
      let b = range.reduce(0.0) { $0 + Double(weight[$1]) * Double(sums[channels + $1]) } / Double(moments.elements)
      let slope = -inverse * inverse * inverse * b
      for c in range {
        factors[c] = Float(inverse * Double(weight[c]))
        factors[channels + c] = Float(slope)
        factors[2 * channels + c] = Float(-inverse * a - slope * mean)
      }
    }
  }
}
