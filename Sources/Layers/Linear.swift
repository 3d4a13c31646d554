import Checkpoints
public import Kernels
public import Tensors

/// A linear layer: `y = W x + b`.
///
/// Takes `[in]`, gives `[out]`. Parameters: `weight [out, in]`, `bias [out]`.
public struct Linear: Layer {
  public static let declaration = LayerDeclaration(
    "linear", "a matrix product", fields: [.layerName, .out, .bias])

  public let name: String?
  let out: Int
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 1 else { throw .rank(expected: 1, found: input) }
    let initial = Initialisation.fan(in: input[0])
    let weight = ParameterDeclaration("weight", [out, input[0]], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.linear(weight: parameters["weight"], bias: parameters.optional("bias")), to: input)
  }
}
