/// The sum of several values. All get the gradient of the sum.
struct LearningSum: LearningStep {
  /// The elements of an item.
  let count: Int

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * count) { range in
      let result = values.result + range.lowerBound
      result.update(from: values.sources[0] + range.lowerBound, count: range.count)
      for source in values.sources.dropFirst() { addFloats(source + range.lowerBound, result, range.count) }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * count) { range in
      for case let target? in values.sourceGradients {
        target.take(values.resultGradient + range.lowerBound, at: range.lowerBound, range.count)
      }
    }
  }
}

/// Values side by side along the channels. Each gets its part of the gradient.
struct LearningConcatenation: LearningStep {
  private let channels: [Int]
  private let pixels: Int

  init(_ sources: [ChannelsLast]) {
    channels = sources.map(\.channels)
    pixels = sources[0].pixels
  }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * pixels) { rows in
      forEachPart(of: rows) { source, own, whole in
        copyFloats(values.sources[source] + own, values.result + whole, channels[source])
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * pixels) { rows in
      forEachPart(of: rows) { source, own, whole in
        values.sourceGradients[source]?.take(values.resultGradient + whole, at: own, channels[source])
      }
    }
  }

  /// For each source and row: where the row begins in the source, and where in the whole.
  private func forEachPart(of rows: Range<Int>, _ body: (_ source: Int, _ own: Int, _ whole: Int) -> Void) {
    let all = channels.reduce(0, +)
    var first = 0
    for (source, count) in channels.enumerated() {
      for row in rows { body(source, row * count, row * all + first) }
      first += count
    }
  }
}

extension GradientTarget {
  /// Writes or adds some of the gradient.
  fileprivate func take(_ gradient: UnsafePointer<Float>, at first: Int, _ count: Int) {
    if isAdded { addFloats(gradient, start + first, count) } else { copyFloats(gradient, start + first, count) }
  }
}
