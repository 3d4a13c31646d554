public import Kernels
import Tensors

/// `factor · x + shift`, with one number for all channels or one for each; neither is learned.
public struct Scale: Layer {
  public static let declaration = LayerDeclaration(
    "scale", "multiplies every channel by a number and adds another",
    fields: [
      .optional("factor", .numbers, default: .numbers([1]), "a number, or one for each channel"),
      .optional("shift", .numbers, default: .numbers([0]), "what is added then, a number or one for each channel"),
    ], shorthand: "factor")

  let factor: [Float]
  let shift: [Float]

  public init(_ fields: Fields) {
    factor = fields.numbers("factor").map { Float($0) }
    shift = fields.numbers("shift").map { Float($0) }
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank > 0 else { throw LayerError.rank(expected: 3, found: shape) }
    return try network.append(.scaleShift(scale: try each(factor, shape), shift: try each(shift, shape)), to: input)
  }

  private func each(_ numbers: [Float], _ shape: Shape) throws(LayerError) -> Tensor {
    if numbers.count == 1 { return Tensor([shape[0]], repeating: numbers[0]) }
    guard numbers.count == shape[0] else { throw .numbers(numbers.count, found: shape) }
    return Tensor([shape[0]], numbers)
  }
}
