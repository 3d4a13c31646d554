/// One number at every element. Its gradient is the sum of all; none reaches what comes in.
struct LearningConstant: LearningStep {
  let layout: ChannelsLast

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let value = values.parameters[0]
    try context.forItems { items in
      (values.result + items.lowerBound * layout.count).update(repeating: value, count: items.count * layout.count)
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    if let target = values.sourceGradients[0], !target.isAdded {
      target.start.update(repeating: 0, count: context.batch * layout.count)
    }
    let channels = layout.channels
    let sums = try ChannelSums(channels: channels, pixels: layout.pixels, context)(1) { rows, sums in
      for row in rows { addFloats(values.resultGradient + row * channels, sums, channels) }
    }
    values.parameterGradients[0] = Float(sums.reduce(0, +))
  }
}
