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
  private let pairs: [PairPart]

  private static let columnOrder = [1, 2, 3, 0]

  init(_ convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    input = convolution.input
    output = convolution.output
    epilogue = convolution.epilogue
    batch = convolution.batch
    pairs = (0..<(2 * output.channels + 3) / 4).map { [bias = epilogue.bias] in PairPart($0, bias: bias) }
    let columns = 16 * output.channels
    rows = Blocking(batch: 1, height: input.height, width: input.width, floatsPerPixel: columns, limit: 1 << 16).rows
    shape = ProductShape(
      rows: min(rows + 2, input.height) * input.width, inner: input.channels, columns: columns)
    product = try arithmetic.product(
      shape, weights: DoublingConvolution.matrix(convolution.weight), epilogue: nil)
  }

  var scratch: Int { DoublingConvolution.zeroCount + shape.targetSpacing + product.scratch }

  /// As many floats as are read from where nothing contributes.
  private static let zeroCount = 32

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    scratch.update(repeating: 0, count: DoublingConvolution.zeroCount)
    let contributions = scratch + DoublingConvolution.zeroCount
    for item in 0..<batch {
      let (source, target) = (source + item * input.count, target + item * output.count)
      for row in stride(from: 0, to: input.height, by: rows) {
        let first = max(0, min(row - 1, input.height - rows - 2))
        try product.run(
          source + first * input.width * input.channels, contributions, contributions + shape.targetSpacing)
        for y in row..<row + rows { sumRows(contributions, y, first, zeros: scratch, target) }
      }
      epilogue.applyRest(to: target, count: output.count)
    }
  }

  /// The two rows of the output that belong to row `y` of the input, whose contributions start with row `first`.
  private func sumRows(
    _ contributions: UnsafePointer<Float>, _ y: Int, _ first: Int, zeros: UnsafePointer<Float>,
    _ target: UnsafeMutablePointer<Float>
  ) {
    let line = 4 * output.channels
    let rowCount = input.width * shape.columns
    let row = contributions + (y - first) * rowCount
    let outputCount = output.width * output.channels
    let top = target + 2 * y * outputCount
    sumPairs(row + line, y > 0 ? row - rowCount + 3 * line : nil, zeros, into: top)
    sumPairs(row + 2 * line, y + 1 < input.height ? row + rowCount : nil, zeros, into: top + outputCount)
  }

  /// A row of the output from the lines of the kernel that two rows of the input contribute; nil for a row outside.
  private func sumPairs(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>?, _ zeros: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    pairs.withUnsafeBufferPointer { pairs in
      for x in 0..<input.width {
        let a = Line(first, x, input.width, shape.columns, 2 * output.channels, zeros)
        let b = second.map { Line($0, x, input.width, shape.columns, 2 * output.channels, zeros) } ?? Line(zeros)
        let pair = target + x * 2 * output.channels
        for (index, part) in pairs.enumerated() {
          let sum = a.sum(4 * index, part.isFirst) + b.sum(4 * index, part.isFirst) + part.bias
          store(sum.replacing(with: sum * epilogue.slope, where: sum .< 0), pair + 4 * index)
        }
      }
    }
  }

  /// Four floats of a pair of output pixels. The last ones of a pair may lie beyond it: they are overwritten by the
  /// next pair, and those of the last pair fall into the margin that every value has.
  private struct PairPart {
    let bias: SIMD4<Float>
    /// Which of them belong to the first pixel.
    let isFirst: SIMDMask<SIMD4<Int32>>

    init(_ index: Int, bias: [Float]) {
      let places = SIMD4<Int>(0, 1, 2, 3) &+ 4 * index
      self.bias = SIMD4((0..<4).map { bias[places[$0] % bias.count] })
      let belongs = SIMD4<Int32>(truncatingIfNeeded: places) .< Int32(bias.count)
      isFirst = belongs
    }
  }

  /// What one line of the kernel contributes to a pair of output pixels: from the pixel above both, and from its
  /// neighbours on the left (to the first) and on the right (to the second).
  private struct Line {
    let center: UnsafePointer<Float>
    let left: UnsafePointer<Float>
    let right: UnsafePointer<Float>

    @inline(__always)
    init(
      _ line: UnsafePointer<Float>, _ x: Int, _ width: Int, _ pixel: Int, _ side: Int, _ zeros: UnsafePointer<Float>
    ) {
      center = line + x * pixel
      left = x > 0 ? center - pixel + side : zeros
      right = x + 1 < width ? center + pixel + side : zeros
    }

    @inline(__always)
    init(_ zeros: UnsafePointer<Float>) {
      center = zeros
      left = zeros
      right = zeros
    }

    @inline(__always)
    func sum(_ i: Int, _ isFirst: SIMDMask<SIMD4<Int32>>) -> SIMD4<Float> {
      load(center + i, as: SIMD4.self)
        + load(right + i, as: SIMD4.self).replacing(with: load(left + i, as: SIMD4.self), where: isFirst)
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
