import Tensors

extension Program {
  /// The multiplications with a weight that the definition of the program asks for, for one item.
  ///
  /// It is the yardstick of speed: kernels that need fewer do not change it.
  public var multiplyAdds: Int { computed.reduce(0) { $0 + multiplyAdds(of: $1) } }

  /// The multiplications that computing one value from its sources takes, for one item.
  public func multiplyAdds(of value: Value) -> Int {
    guard let node = node(of: value) else { return 0 }
    switch node.operation {
    case .convolution(let weight, _, _): return weight.count * node.shape[1] * node.shape[2]
    case .transposedConvolution(let weight, _, _):
      let input = shape(of: node.source)
      return weight.count * input[1] * input[2]
    case .linear(let weight, _): return weight.count
    case .batchNorm, .groupNorm, .scaleShift: return node.shape.count
    // Scores and sums: each pixel with each other.
    case .attention: return 2 * node.shape.count * node.shape[1] * node.shape[2]
    case .constant, .activation, .reshape, .channels, .upsample, .add, .concatenate: return 0
    case .array(.convolution(let weight, _, _)): return weight.count * node.shape[1] * node.shape[2]
    case .array(.transposedConvolution(let weight, _, _)):
      let input = shape(of: node.source)
      return weight.count * input[1] * input[2]
    case .array(.matrixProduct): return node.shape.count * (shape(of: node.source).dimensions.last ?? 1)
    case .array: return 0
    }
  }
}
