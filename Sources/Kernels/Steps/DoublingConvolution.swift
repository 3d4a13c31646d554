import Tensors

/// A transposed 4 × 4 convolution of stride 2 and padding 1 to few channels, as the last layer of a decoder: a matrix
/// product that gives the contributions of every input pixel, and a sum of four of them for every output pixel.
///
/// Pixel x contributes with the kernel's columns 1 and 2 to the outputs 2x and 2x + 1, with column 3 to 2(x + 1), and
/// with column 0 to 2(x − 1) + 1. So the columns are kept in the order 1, 2, 3, 0, and outputs are summed in pairs.
struct DoublingConvolution: Step {
  private let product: any MatrixProduct
  private let shape: ProductShape
  private let input: ChannelsLast
  private let output: ChannelsLast
  private let epilogue: Epilogue
  private let batch: Int
  /// The input rows whose outputs are summed at once; the product has one more above and below, as far as there are.
  private let rows: Int

  private static let columnOrder = [1, 2, 3, 0]

  init(_ convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    input = convolution.input
    output = convolution.output
    epilogue = convolution.epilogue
    batch = convolution.batch
    let columns = 16 * output.channels
    rows = Blocking(batch: 1, height: input.height, width: input.width, floatsPerPixel: columns, limit: 1 << 16).rows
    shape = ProductShape(
      rows: min(rows + 2, input.height) * input.width, inner: input.channels, columns: columns)
    product = try arithmetic.product(
      shape, weights: DoublingConvolution.matrix(convolution.weight), epilogue: nil)
  }

  var scratch: Int { shape.targetSpacing + product.scratch }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    for item in 0..<batch {
      let (source, target) = (source + item * input.count, target + item * output.count)
      for row in stride(from: 0, to: input.height, by: rows) {
        let first = max(0, min(row - 1, input.height - rows - 2))
        try product.run(source + first * input.width * input.channels, scratch, scratch + shape.targetSpacing)
        for y in row..<row + rows { sumRows(scratch, y, first, target) }
      }
      epilogue.applyRest(to: target, count: output.count)
    }
  }

  /// The two rows of the output that belong to row `y` of the input, whose contributions start with row `first`.
  private func sumRows(
    _ contributions: UnsafePointer<Float>, _ y: Int, _ first: Int, _ target: UnsafeMutablePointer<Float>
  ) {
    let lineCount = 4 * output.channels
    let row = contributions + (y - first) * input.width * shape.columns
    let above = row - input.width * shape.columns + 3 * lineCount
    let below = row + input.width * shape.columns
    let outputCount = output.width * output.channels
    let top = target + 2 * y * outputCount
    sumPairs(row + lineCount, y > 0 ? above : nil, into: top)
    sumPairs(row + 2 * lineCount, y + 1 < input.height ? below : nil, into: top + outputCount)
  }

  /// A row of the output from the lines of the kernel that two rows of the input contribute.
  private func sumPairs(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>?, into target: UnsafeMutablePointer<Float>
  ) {
    let channels = output.channels
    epilogue.bias.withUnsafeBufferPointer { bias in
      for x in 0..<input.width {
        let start = x * shape.columns
        let pair = target + x * 2 * channels
        for i in 0..<channels {
          pair[i] = bias[i]
          pair[channels + i] = bias[i]
        }
        for line in [a, b] {
          guard let line = line.map({ $0 + start }) else { continue }
          addFloats(line, pair, 2 * channels)
          if x > 0 { addFloats(line - shape.columns + 2 * channels, pair, channels) }
          if x + 1 < input.width { addFloats(line + shape.columns + 3 * channels, pair + channels, channels) }
        }
        for i in 0..<2 * channels { pair[i] = pair[i] < 0 ? pair[i] * epilogue.slope : pair[i] }
      }
    }
  }

  /// [in, out, 4, 4] as the matrix [in, 4 · 4 · out], the kernel's columns in their order here.
  private static func matrix(_ weight: Tensor) -> [Float] {
    let out = weight.shape[1]
    var matrix = [Float](repeating: 0, count: weight.count)
    for c in 0..<weight.shape[0] {
      for ky in 0..<4 {
        for (position, kx) in columnOrder.enumerated() {
          for o in 0..<out {
            matrix[((c * 4 + ky) * 4 + position) * out + o] = weight[((c * out + o) * 4 + ky) * 4 + kx]
          }
        }
      }
    }
    return matrix
  }
}
