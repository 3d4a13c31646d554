/// Pixels repeated into blocks. A pixel's gradient is the sum of its block's.
struct LearningUpsampling: LearningStep {
  let blocks: PixelBlocks

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.forItems { items in
      for item in items {
        blocks.fill(values.result + item * blocks.count, with: values.sources[0] + item * blocks.from.count)
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    let count = blocks.from.count
    try context.forItems { items in
      for item in items {
        if !target.isAdded { (target.start + item * count).update(repeating: 0, count: count) }
        blocks.addUp(values.resultGradient + item * blocks.count, to: target.start + item * count)
      }
    }
  }
}
