/// The same elements under another shape: moved, where row-major order and channels-last order differ.
struct LearningReshape: LearningStep {
  private let from: ChannelsLast
  private let to: ChannelsLast
  /// For each place in the result the place in the source.
  private let places: [Int]

  init(from: ChannelsLast, to: ChannelsLast) {
    self.from = from
    self.to = to
    places = (0..<to.count).map { from.offset(ofRowMajor: to.rowMajor(ofOffset: $0)) }
  }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.forItems { items in
      for item in items {
        let (source, result) = (values.sources[0] + item * from.count, values.result + item * to.count)
        for (place, origin) in places.enumerated() { result[place] = source[origin] }
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    try context.forItems { items in
      for item in items {
        let (gradient, result) = (values.resultGradient + item * to.count, target.start + item * from.count)
        for (place, origin) in places.enumerated() {
          result[origin] = target.isAdded ? result[origin] + gradient[place] : gradient[place]
        }
      }
    }
  }
}

/// Some of the channels.
struct LearningSlice: LearningStep {
  private let from: ChannelsLast
  private let range: Range<Int>

  init(_ range: Range<Int>, of from: ChannelsLast) {
    self.range = range
    self.from = from
  }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * from.pixels) { rows in
      for row in rows {
        copyFloats(
          values.sources[0] + row * from.channels + range.lowerBound, values.result + row * range.count, range.count)
      }
    }
  }

  /// The other channels get nothing from here: zeros where this is the first to write.
  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    try context.inParts(of: context.batch * from.pixels) { rows in
      for row in rows {
        let result = target.start + row * from.channels
        if !target.isAdded { result.update(repeating: 0, count: from.channels) }
        addFloats(values.resultGradient + row * range.count, result + range.lowerBound, range.count)
      }
    }
  }
}
