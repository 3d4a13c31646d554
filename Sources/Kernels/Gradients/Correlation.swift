import Tensors

/// What a convolution and its transpose have in common: a large and a small picture, and the weights by which the pixels
/// under the kernel in the large one belong to a pixel of the small one.
///
/// A convolution goes from the large picture to the small one (`gather`) and its gradient back (`scatter`); a transposed
/// convolution the other way round. The gradient of the weights is the same product for both. The weights lie as the
/// matrix [kernel height · kernel width · large channels, small channels].
struct Correlation: Sendable {
  let large: ChannelsLast
  let small: ChannelsLast
  private let patches: Patches
  private let footprints: Footprints
  /// Items whose patches are multiplied together, and the rows of the small picture, so that both stay in the cache.
  private let blocking: Blocking
  /// The same for the gradient of the weights, whose matrix is read and written for every block.
  private let wideBlocking: Blocking

  /// - Parameters:
  ///   - weight: a tensor of the weights' shape [small, large, kernel height, kernel width].
  ///   - batch: the items of a run.
  init(large: ChannelsLast, small: ChannelsLast, weight: Tensor, _ window: Window, batch: Int) {
    self.large = large
    self.small = small
    let plain = Epilogue(bias: nil, activation: nil, columns: 0, PortableArithmetic())
    patches = Patches(
      Convolution(weight: weight, window: window, input: large, output: small, epilogue: plain, batch: batch))
    footprints = Footprints(
      Convolution(weight: weight, window: window, input: small, output: large, epilogue: plain, batch: batch))
    blocking = Blocking(
      batch: batch, height: small.height, width: small.width, floatsPerPixel: patches.rowCount + small.channels,
      limit: 1 << 17)
    wideBlocking = Blocking(
      batch: batch, height: small.height, width: small.width, floatsPerPixel: patches.rowCount + small.channels,
      limit: 1 << 20)
  }

  /// The rows of the weights' matrix.
  var inner: Int { patches.rowCount }
  /// The floats of the weights.
  var weightCount: Int { inner * small.channels }

  /// The small pictures of large ones: patches · W.
  func gather(
    _ largeItems: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, into smallItems: UnsafeMutablePointer<Float>,
    items: Range<Int>, adding: Bool, _ context: LearningContext
  ) throws {
    let weights = Matrix(weights, rows: inner, columns: small.channels)
    try forEachBlock(items, blocking, context) { block, scratch in
      fill(scratch, from: largeItems, block)
      let target = ProductTarget(
        smallItems + offset(block), spacing: small.channels, adding: adding)
      try context.arithmetic.multiply(Matrix(scratch, rows: pixels(block), columns: inner), weights, into: target)
    }
  }

  /// Adds to large pictures what small ones contribute: the pixels under the kernel of S · Wᵀ.
  func scatter(
    _ smallItems: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, into largeItems: UnsafeMutablePointer<Float>,
    items: Range<Int>, _ context: LearningContext
  ) throws {
    let weights = Matrix(weights, rows: inner, columns: small.channels).transposed
    try forEachBlock(items, blocking, context) { block, scratch in
      let source = Matrix(smallItems + offset(block), rows: pixels(block), columns: small.channels)
      try context.arithmetic.multiply(source, weights, into: ProductTarget(scratch, spacing: inner))
      for (number, item) in block.items.enumerated() {
        footprints.add(
          scratch + number * block.rows.count * small.width * inner, rows: block.rows,
          to: largeItems + item * large.count)
      }
    }
  }

  /// Adds to the gradient of the weights what some items contribute: patchesᵀ · S.
  func addWeightGradient(
    _ largeItems: UnsafePointer<Float>, _ smallItems: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>,
    items: Range<Int>, _ context: LearningContext
  ) throws {
    try forEachBlock(items, wideBlocking, context) { block, scratch in
      fill(scratch, from: largeItems, block)
      let source = Matrix(smallItems + offset(block), rows: pixels(block), columns: small.channels)
      let target = ProductTarget(gradient, spacing: small.channels, adding: true)
      try context.arithmetic.multiply(
        Matrix(scratch, rows: pixels(block), columns: inner).transposed, source, into: target)
    }
  }

  /// Some rows of some items of the small picture; of several items always all rows.
  private struct Block {
    let items: Range<Int>
    let rows: Range<Int>
  }

  private func offset(_ block: Block) -> Int {
    block.items.lowerBound * small.count + block.rows.lowerBound * small.width * small.channels
  }

  private func pixels(_ block: Block) -> Int { block.items.count * block.rows.count * small.width }

  private func fill(_ scratch: UnsafeMutablePointer<Float>, from items: UnsafePointer<Float>, _ block: Block) {
    for (number, item) in block.items.enumerated() {
      patches.gather(
        items + item * large.count, rows: block.rows,
        into: scratch + number * block.rows.count * small.width * inner)
    }
  }

  private func forEachBlock(
    _ items: Range<Int>, _ blocking: Blocking, _ context: LearningContext,
    _ body: (Block, UnsafeMutablePointer<Float>) throws -> Void
  ) throws {
    try context.scratch.withFloats(min(blocking.items, items.count) * blocking.rows * small.width * inner) { scratch in
      for first in stride(from: items.lowerBound, to: items.upperBound, by: blocking.items) {
        for row in stride(from: 0, to: small.height, by: blocking.rows) {
          let block = Block(
            items: first..<min(first + blocking.items, items.upperBound),
            rows: row..<row + blocking.rows)
          try body(block, scratch)
        }
      }
    }
  }
}
