import Tensors

/// A linear layer: one matrix product for the items at hand. How input and output lie is taken up by the weights.
///
/// A long inner product is cut into partial sums: rounding errors grow with the length of a sum.
struct Linear: Step {
  private let product: any MatrixProduct
  private let shape: ProductShape
  private let epilogue: Epilogue

  /// The products of one partial sum.
  private static let partialSum = 512

  init(
    weight: Tensor, bias: Tensor?, activation: Activation?, from input: ChannelsLast, to output: ChannelsLast,
    batch: Int,
    _ arithmetic: any Arithmetic
  ) throws {
    let permuted = bias.map { bias in
      Tensor(bias.shape, (0..<output.count).map { bias[output.rowMajor(ofOffset: $0)] })
    }
    epilogue = Epilogue(bias: permuted, activation: activation, columns: output.count, arithmetic)
    let parts = input.count.isMultiple(of: Linear.partialSum) ? max(1, input.count / Linear.partialSum) : 1
    shape = ProductShape(count: parts, rows: batch, inner: input.count / parts, columns: output.count)
    product = try arithmetic.product(
      shape, weights: Linear.matrix(weight, from: input, to: output), epilogue: parts == 1 ? epilogue : nil)
  }

  var scratch: Int { (isWhole ? 0 : shape.count * (shape.sourceSpacing + shape.targetSpacing)) + product.scratch }

  /// Whether there is only one sum.
  private var isWhole: Bool { shape.count == 1 }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    if isWhole {
      try product.run(source, target, scratch)
    } else {
      let sums = scratch + shape.count * shape.sourceSpacing
      split(source, into: scratch)
      try product.run(scratch, sums, sums + shape.count * shape.targetSpacing)
      addUp(sums, into: target)
      epilogue.apply(to: target, rows: shape.rows)
    }
    epilogue.applyRest(to: target, count: shape.rows * shape.columns)
  }

  /// The parts of all items' vectors, part by part.
  private func split(_ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    for part in 0..<shape.count {
      for row in 0..<shape.rows {
        (target + part * shape.sourceSpacing + row * shape.inner)
          .update(from: source + (row * shape.count + part) * shape.inner, count: shape.inner)
      }
    }
  }

  private func addUp(_ sums: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    target.update(from: sums, count: shape.rows * shape.columns)
    for part in 1..<shape.count {
      addFloats(sums + part * shape.targetSpacing, target, shape.rows * shape.columns)
    }
  }

  /// [out, in] as the matrix [in, out], each axis in the order in which the values lie.
  private static func matrix(_ weight: Tensor, from input: ChannelsLast, to output: ChannelsLast) -> [Float] {
    let rows = (0..<output.count).map(output.rowMajor)
    let columns = (0..<input.count).map(input.rowMajor)
    return [Float](unsafeUninitializedCapacity: weight.count) { matrix, count in
      weight.withUnsafeElements { weight in
        // A line of the cache at a time: in any other order every element waits for memory.
        for first in stride(from: 0, to: rows.count, by: 16) {
          let some = rows[first..<min(first + 16, rows.count)]
          for i in columns.indices {
            for o in some.indices { matrix[i * rows.count + o] = weight[some[o] * columns.count + columns[i]] }
          }
        }
      }
      count = weight.count
    }
  }
}
