import Tensors

/// Computes an array operation for one item, all values in row-major order.
protocol ArrayKernel: Sendable {
  /// The floats of memory it needs while it runs.
  var scratch: Int { get }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws
}

extension ArrayKernel {
  var scratch: Int { 0 }
}

extension ArrayOperation {
  /// What computes it for values of these shapes.
  func kernel(_ sources: [Shape], _ result: Shape, _ arithmetic: any Arithmetic) -> any ArrayKernel {
    switch self {
    case .constant(let tensor): ConstantKernel(tensor: tensor)
    case .function(let function): FunctionKernel(function: function, count: result.count)
    case .pair(let function): PairKernel(function, sources, result)
    case .choose: ChooseKernel(sources, result)
    case .transpose(let axes): CopyKernel(result, axes.map { sources[0].strides[$0] })
    case .broadcast: CopyKernel(result, Walk.repeating(sources[0], in: result))
    case .take(let axis, let places): TakeKernel(sources[0], axis, places)
    case .pad(let before, _, let value): PadKernel(sources[0], result, before, value)
    case .concatenate(let axis): JoinKernel(sources, axis)
    case .reduce(let reduction, let axes): ReduceKernel(reduction, sources[0], axes)
    case .softmax(let axis, let isLogarithm): SoftmaxKernel(sources[0], axis, isLogarithm: isLogarithm)
    case .matrixProduct: ProductKernel(sources, result, arithmetic)
    case .resample(let parts): AxisKernel(sources[0], parts.map { AxisStage($0) })
    case .largest(let parts): AxisKernel(sources[0], parts.map { AxisStage($0) })
    case .convolution(let weight, let bias, let window):
      GeneralConvolution(weight, bias, window, from: sources[0], to: result, arithmetic)
    case .transposedConvolution(let weight, let bias, let window):
      GeneralTransposedConvolution(weight, bias, window, from: sources[0], to: result, arithmetic)
    }
  }
}
