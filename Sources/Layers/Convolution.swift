import Checkpoints
public import Kernels
public import Tensors

/// A convolution over pictures: `y[o] = b[o] + Σᵢ w[o, i] ⋆ x[i]`.
///
/// Takes `[in, height, width]`, gives `[out, (height + 2·padding − kernel) / stride + 1, …]`, rounded down; `padding:
/// [0, 1]` adds a row and a column of zeros at the bottom and the right alone.
/// Parameters: `weight [out, in, kernel, kernel]`, `bias [out]`.
public struct Convolution: Layer {
  public static let declaration = LayerDeclaration(
    "conv2d", "a convolution over pictures", fields: [.layerName, .out, .kernel, .stride, .padding, .bias])

  public let name: String?
  let out: Int
  let kernel: Int
  let window: Window
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    kernel = fields.integer("kernel")
    let (before, behind) = fields.padding("padding")
    window = Window(stride: fields.integer("stride"), padding: before, trailing: behind - before)
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    let initial = Initialisation.fan(in: input[0] * kernel * kernel)
    let weight = ParameterDeclaration("weight", [out, input[0], kernel, kernel], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(
      .convolution(weight: parameters["weight"], bias: parameters.optional("bias"), window), to: input)
  }
}
