/// Attention between the pixels of every item, its rows in blocks.
struct Attention: Step {
  private let shape: AttentionShape
  private let batch: Int
  private let arithmetic: any Arithmetic

  init(layout: ChannelsLast, heads: Int, batch: Int, _ arithmetic: any Arithmetic) {
    shape = AttentionShape(layout: layout, heads: heads)
    self.batch = batch
    self.arithmetic = arithmetic
  }

  var scratch: Int { shape.scoreCount }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    for item in 0..<batch {
      try shape.compute(
        source + item * shape.sourceCount, into: target + item * shape.layout.count, scores: scratch, arithmetic)
    }
  }
}

extension AttentionShape {
  /// The result of an item.
  /// - Parameter scores: memory for `scoreCount` floats.
  func compute(
    _ item: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, scores: UnsafeMutablePointer<Float>,
    _ arithmetic: some Arithmetic
  ) throws {
    let channels = layout.channels
    try forEachBlock { head, rows in
      try weights(item, head: head, rows: rows, into: scores, arithmetic)
      try arithmetic.multiply(
        Matrix(scores, rows: rows.count, columns: pixels), matrix(item, .values, head: head),
        into: ProductTarget(target + rows.lowerBound * channels + head * depth, spacing: channels))
    }
  }
}
