/// Attention that learns. The weights of the sums are computed again on the way back, since they are too many to keep.
struct LearningAttention: LearningStep {
  let shape: AttentionShape

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.forItems { items in
      try context.scratch.withFloats(shape.scoreCount) { scores in
        for item in items {
          try shape.compute(
            values.sources[0] + item * shape.sourceCount, into: values.result + item * shape.layout.count,
            scores: scores, context.arithmetic)
        }
      }
    }
  }

  /// With P = softmax(s·Q·Kᵀ) and the result P·V: dV = Pᵀ·dY, dP = dY·Vᵀ, dS = s·P∘(dP − Σ dP∘P), dQ = dS·K, dK = dSᵀ·Q.
  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    try context.forItems { items in
      try context.scratch.withFloats(2 * shape.scoreCount) { scratch in
        for item in items {
          let gradient = target.start + item * shape.sourceCount
          if !target.isAdded { gradient.update(repeating: 0, count: shape.sourceCount) }
          try propagate(
            values.sources[0] + item * shape.sourceCount, values.resultGradient + item * shape.layout.count, gradient,
            scratch, context)
        }
      }
    }
  }

  private func propagate(
    _ item: UnsafePointer<Float>, _ resultGradient: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>, _ context: LearningContext
  ) throws {
    let (p, dP) = (scratch, scratch + shape.scoreCount)
    let channels = shape.layout.channels
    func target(_ part: AttentionShape.Part, _ head: Int, row: Int = 0) -> ProductTarget {
      ProductTarget(
        gradient + row * shape.spacing + shape.offset(part, head: head), spacing: shape.spacing, adding: true)
    }
    try shape.forEachBlock { head, rows in
      try shape.weights(item, head: head, rows: rows, into: p, context.arithmetic)
      let dY = Matrix(
        resultGradient + rows.lowerBound * channels + head * shape.depth, rows: rows.count, columns: shape.depth,
        spacing: channels)
      let weights = Matrix(p, rows: rows.count, columns: shape.pixels)
      try context.arithmetic.multiply(weights.transposed, dY, into: target(.values, head))
      try context.arithmetic.multiply(
        dY, shape.matrix(item, .values, head: head).transposed, into: ProductTarget(dP, spacing: shape.pixels))
      for row in 0..<rows.count { scoreGradient(p + row * shape.pixels, dP + row * shape.pixels) }
      let dS = Matrix(dP, rows: rows.count, columns: shape.pixels)
      try context.arithmetic.multiply(
        dS, shape.matrix(item, .keys, head: head), into: target(.queries, head, row: rows.lowerBound))
      try context.arithmetic.multiply(
        dS.transposed, shape.matrix(item, .queries, head: head).rows(rows), into: target(.keys, head))
    }
  }

  /// dP of a row becomes the gradient of its scores.
  private func scoreGradient(_ p: UnsafePointer<Float>, _ dP: UnsafeMutablePointer<Float>) {
    var sum = 0.0
    for i in 0..<shape.pixels { sum += Double(p[i]) * Double(dP[i]) }
    for i in 0..<shape.pixels { dP[i] = shape.scale * p[i] * (dP[i] - Float(sum)) }
  }
}
