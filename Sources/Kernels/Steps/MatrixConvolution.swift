import Tensors

/// A convolution as a matrix product: the pixels under the kernel, gathered into one row for each output pixel, times
/// the weights.
struct MatrixConvolution: BandStep {
  private let product: any MatrixProduct
  private let epilogue: Epilogue
  private let patches: Patches
  private let blocking: Blocking
  private let batch: Int
  /// Whether rows need no gathering, because the kernel is one pixel that visits all.
  private let isDirect: Bool

  init(_ convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    patches = Patches(convolution)
    batch = convolution.batch
    epilogue = convolution.epilogue
    isDirect = patches.isIdentity
    let output = convolution.output
    blocking = Blocking(
      batch: batch, height: output.height, width: output.width, floatsPerPixel: patches.rowCount + output.channels)
    product = try arithmetic.product(
      ProductShape(
        rows: blocking.items * blocking.rows * output.width, inner: patches.rowCount, columns: output.channels),
      weights: MatrixConvolution.matrix(convolution.weight, isPlanar: convolution.inputIsPlanar),
      epilogue: epilogue)
  }

  var scratch: Int { (isDirect ? 0 : patchFloats) + product.scratch }

  private var patchFloats: Int { (blocking.items * blocking.rows * patches.output.width * patches.rowCount + 15) & ~15 }

  var height: Int { patches.output.height }
  var rowsAtOnce: Int { blocking.rows }
  func sourceRows(_ rows: Range<Int>) -> Range<Int> { patches.inputRows(rows) }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    for item in stride(from: 0, to: batch, by: blocking.items) {
      try run(item, rows: 0..<height, source, target, scratch)
    }
  }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws { try run(0, rows: rows, source, target, scratch) }

  /// Rows of the items of a block, of which the first is counted from the first of the chunk.
  private func run(
    _ item: Int, rows: Range<Int>, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let output = patches.output
    let blockPixels = blocking.items * blocking.rows * output.width
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: blocking.rows) {
      let result = target + (item * output.pixels + row * output.width) * output.channels
      var a = source + (item * output.pixels + row * output.width) * patches.rowCount
      if !isDirect {
        for i in 0..<blocking.items {
          patches.gather(
            source + (item + i) * patches.input.count, rows: row..<row + blocking.rows,
            into: scratch + i * blocking.rows * output.width * patches.rowCount)
        }
        a = UnsafePointer(scratch)
      }
      try product.run(a, result, scratch + (isDirect ? 0 : patchFloats))
      epilogue.applyRest(to: result, count: blockPixels * output.channels)
    }
  }

  /// [out, in, kernel height, kernel width] as the matrix [kernel height · kernel width · in, out], or for planes
  /// [in · kernel height · kernel width, out].
  static func matrix(_ weight: Tensor, isPlanar: Bool) -> [Float] {
    let (out, channels, pixels) = (weight.shape[0], weight.shape[1], weight.shape[2] * weight.shape[3])
    var matrix = [Float](repeating: 0, count: weight.count)
    for (index, value) in weight.elements.enumerated() {
      let (o, c, p) = (index / (channels * pixels), index / pixels % channels, index % pixels)
      matrix[(isPlanar ? c * pixels + p : p * channels + c) * out + o] = value
    }
    return matrix
  }
}
