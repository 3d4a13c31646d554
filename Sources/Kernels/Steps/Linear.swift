import Tensors

/// A linear layer: one matrix product for the chunk. How its input and output lie is taken up by the weights.
struct Linear: Step {
  private let product: any MatrixProduct
  private let epilogue: Epilogue
  private let batch: Int

  init(
    weight: Tensor, bias: Tensor?, activation: Activation?, from input: ChannelsLast, to output: ChannelsLast,
    batch: Int,
    _ arithmetic: any Arithmetic
  ) throws {
    self.batch = batch
    let permuted = bias.map { bias in
      Tensor(bias.shape, (0..<output.count).map { bias[output.rowMajor(ofOffset: $0)] })
    }
    epilogue = Epilogue(bias: permuted, activation: activation, columns: output.count)
    product = try arithmetic.product(
      ProductShape(rows: batch, inner: input.count, columns: output.count),
      weights: Linear.matrix(weight, from: input, to: output), epilogue: epilogue)
  }

  var scratch: Int { product.scratch }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    try product.run(source, target, scratch)
    epilogue.applyRest(to: target, count: batch * epilogue.bias.count)
  }

  /// [out, in] as the matrix [in, out], each axis in the order in which the values lie.
  private static func matrix(_ weight: Tensor, from input: ChannelsLast, to output: ChannelsLast) -> [Float] {
    let rows = (0..<output.count).map(output.rowMajor)
    let columns = (0..<input.count).map(input.rowMajor)
    return [Float](unsafeUninitializedCapacity: weight.count) { matrix, count in
      weight.withUnsafeElements { weight in
        for i in columns.indices {
          for o in rows.indices { matrix[i * rows.count + o] = weight[rows[o] * columns.count + columns[i]] }
        }
      }
      count = weight.count
    }
  }
}
