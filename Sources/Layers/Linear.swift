import Checkpoints
public import Kernels
public import Tensors

/// A linear layer: `y = W x + b`, on each row of the last axis where asked to.
///
/// Takes `[…, in]`, gives `[…, out]`. Parameters: `weight [out, in]`, `bias [out]`.
public struct Linear: Layer {
  public static let declaration = LayerDeclaration(
    "linear", "a matrix product",
    fields: [
      .layerName, .out, .bias,
      .optional("each row", .flag, default: .flag(false), "whether it takes the last axis of several, row by row"),
    ])

  public let name: String?
  let out: Int
  let hasBias: Bool
  let takesRows: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    hasBias = fields.flag("bias")
    takesRows = fields.flag("each row")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard let inputs = input.dimensions.last, input.rank == 1 || takesRows else {
      throw .rank(expected: 1, found: input)
    }
    let initial = Initialisation.fan(in: inputs)
    let weight = ParameterDeclaration("weight", [out, inputs], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let (weight, bias) = (parameters["weight"], parameters.optional("bias"))
    if network.program.shape(of: input).rank == 1 {
      return try network.append(.linear(weight: weight, bias: bias), to: input)
    }
    let columns = Tensor([weight.shape[1], weight.shape[0]]) { elements in
      for i in elements.indices { elements[i] = weight[i % out * weight.shape[1] + i / out] }
    }
    let matrix = try network.append(.array(.constant(columns)), to: [])
    let rows = try network.append(.array(.matrixProduct), to: [input, matrix])
    guard let bias else { return rows }
    return try network.append(.array(.pair(.add)), to: [rows, network.append(.array(.constant(bias)), to: [])])
  }
}
