import Tensors

/// A transposed convolution as a matrix product and a sum: every input pixel gives the contributions it makes to the
/// output under the kernel, which are then added up where they overlap.
struct TransposedMatrixConvolution: Step {
  private let product: any MatrixProduct
  private let convolution: Footprints
  private let epilogue: Epilogue
  private let blocking: Blocking
  private let batch: Int

  init(_ convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    self.convolution = Footprints(convolution)
    batch = convolution.batch
    epilogue = convolution.epilogue
    let input = convolution.input
    blocking = Blocking(
      batch: batch, height: input.height, width: input.width, floatsPerPixel: self.convolution.rowCount)
    product = try arithmetic.product(
      ProductShape(
        rows: blocking.items * blocking.rows * input.width, inner: input.channels, columns: self.convolution.rowCount),
      weights: TransposedMatrixConvolution.matrix(convolution.weight), epilogue: nil)
  }

  var scratch: Int { contributionFloats + product.scratch }

  private var contributionFloats: Int {
    (blocking.items * blocking.rows * convolution.input.width * convolution.rowCount + 15) & ~15
  }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let (input, output) = (convolution.input, convolution.output)
    target.update(repeating: 0, count: batch * output.count)
    for item in stride(from: 0, to: batch, by: blocking.items) {
      for row in stride(from: 0, to: input.height, by: blocking.rows) {
        let a = source + (item * input.pixels + row * input.width) * input.channels
        try product.run(a, scratch, scratch + contributionFloats)
        for i in 0..<blocking.items {
          convolution.add(
            scratch + i * blocking.rows * input.width * convolution.rowCount, rows: row..<row + blocking.rows,
            to: target + (item + i) * output.count)
        }
      }
    }
    epilogue.apply(to: target, rows: batch * output.pixels)
    epilogue.applyRest(to: target, count: batch * output.count)
  }

  /// [in, out, kernel height, kernel width] as the matrix [in, kernel height · kernel width · out].
  static func matrix(_ weight: Tensor) -> [Float] {
    let (out, pixels) = (weight.shape[1], weight.shape[2] * weight.shape[3])
    var matrix = [Float](repeating: 0, count: weight.count)
    for (index, value) in weight.elements.enumerated() {
      let (c, o, p) = (index / (out * pixels), index / pixels % out, index % pixels)
      matrix[(c * pixels + p) * out + o] = value
    }
    return matrix
  }
}

/// Where in the output each input pixel of a transposed convolution contributes.
struct Footprints: Sendable {
  let input: ChannelsLast
  let output: ChannelsLast
  private let kernelHeight: Int
  private let kernelWidth: Int
  private let stride: Int
  private let padding: Int

  init(_ convolution: Convolution) {
    input = convolution.input
    output = convolution.output
    kernelHeight = convolution.kernelHeight
    kernelWidth = convolution.kernelWidth
    stride = convolution.window.stride
    padding = convolution.window.padding
  }

  /// The contributions of one pixel: [kernel height, kernel width, out].
  var rowCount: Int { kernelHeight * kernelWidth * output.channels }

  /// Adds the contributions of some rows of the input to an item of the output.
  func add(_ contributions: UnsafePointer<Float>, rows: Range<Int>, to item: UnsafeMutablePointer<Float>) {
    let lineCount = kernelWidth * output.channels
    var line = contributions
    for y in rows {
      for x in 0..<input.width {
        let left = x * stride - padding
        let start = min(max(0, -left), kernelWidth) * output.channels
        let end = max(min(kernelWidth, output.width - left) * output.channels, start)
        for ky in 0..<kernelHeight {
          let outputRow = y * stride - padding + ky
          if outputRow >= 0 && outputRow < output.height {
            addFloats(line + start, item + (outputRow * output.width + left) * output.channels + start, end - start)
          }
          line += lineCount
        }
      }
    }
  }
}

/// Adds a few floats to others.
@inline(__always)
func addFloats(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int) {
  var i = 0
  while i + 4 <= count {
    store(load(target + i, as: SIMD4<Float>.self) + load(source + i, as: SIMD4<Float>.self), target + i)
    i += 4
  }
  while i < count {
    target[i] += source[i]
    i += 1
  }
}
