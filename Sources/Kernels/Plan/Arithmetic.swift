/// What the two kernels differ in: plans are made of it alike.
protocol Arithmetic: Sendable {
  /// Prepares products with the given weights: `shape.count` matrices [inner × columns]. Bias and slope of the epilogue
  /// are applied to each; the rest of it is left to the caller.
  /// The result for a row of A depends on no other row, nor on where the row stands.
  func product(
    _ shape: ProductShape, weights: @autoclosure () -> [Float], epilogue: Epilogue?
  ) throws -> any MatrixProduct

  /// A·B, written or added to the target: a product whose operands are both known only now.
  func multiply(_ a: Matrix, _ b: Matrix, into c: ProductTarget) throws

  /// Called on the thread that is about to run steps, before each run.
  func prepareThread()

  /// Told of the tile whose pixels are read next, so that they can be on their way into the cache.
  func prefetch(_ pixels: Tile, _ basis: WinogradBasis, channels: Int)

  /// Brings the pixels of a tile into a basis; product i of channel c goes to `target[i · spacing + c]`.
  func transformInput(
    _ pixels: Tile, _ basis: WinogradBasis, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int)

  /// Brings the products of a tile back into pixels, with bias and slope.
  func transformOutput(
    _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, bias: UnsafePointer<Float>, slope: Float,
    channels: Int, into corner: UnsafeMutablePointer<Float>, right: Int, below: Int)

  /// Brings the 6 × 6 pixels of a tile into the basis of `ThreeTapBasis`; product i of channel c goes to
  /// `target[i · spacing + c]`.
  func transformThreeTapInput(_ pixels: Tile, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int)

  /// Brings the 36 products of a tile back into 4 × 4 pixels, with bias and slope.
  func transformThreeTapOutput(
    _ products: UnsafePointer<Float>, spacing: Int, bias: UnsafePointer<Float>, slope: Float, channels: Int,
    into corner: UnsafeMutablePointer<Float>, right: Int, below: Int)

  /// The transpose of `transformOutput`: the pixels of a tile, of which the first is at the corner, into products.
  func transformOutputGradient(
    _ corner: UnsafePointer<Float>, _ basis: WinogradBasis, right: Int, below: Int, channels: Int,
    into target: UnsafeMutablePointer<Float>, spacing: Int)

  /// The transpose of `transformInput`: the products of a tile added to its pixels.
  func addInputGradient(
    _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, channels: Int, to pixels: GradientTile)

  /// Applies a function in place.
  func apply(_ activation: Activation, to x: UnsafeMutablePointer<Float>, count: Int)
}

extension Arithmetic {
  func prefetch(_ pixels: Tile, _ basis: WinogradBasis, channels: Int) {}
}

/// The addresses of the pixels of a tile, row by row.
typealias Tile = UnsafePointer<UnsafePointer<Float>>

/// The same of pixels that are written.
typealias GradientTile = UnsafePointer<UnsafeMutablePointer<Float>>
