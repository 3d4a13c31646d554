import Checkpoints
public import Kernels
public import Tensors

/// A transposed convolution, the adjoint of `conv2d`: each pixel of the input adds a window to the output.
///
/// Takes `[in, height, width]`, gives `[out, (height − 1)·stride − 2·padding + kernel + output padding, …]`.
/// Parameters: `weight [in, out, kernel, kernel]`, `bias [out]`.
public struct TransposedConvolution: Layer {
  public static let declaration = LayerDeclaration(
    "transposed conv2d", "a transposed convolution, which enlarges pictures",
    fields: [.layerName, .out, .kernel, .stride, .evenPadding, .outputPadding, .bias])

  public let name: String?
  let out: Int
  let kernel: Int
  let window: Window
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    kernel = fields.integer("kernel")
    window = Window(
      stride: fields.integer("stride"), padding: fields.integer("padding"),
      outputPadding: fields.integer("output padding"))
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    // PyTorch counts the outputs here, and what is trained with it is tuned to that.
    let initial = Initialisation.fan(in: out * kernel * kernel)
    let weight = ParameterDeclaration("weight", [input[0], out, kernel, kernel], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(
      .transposedConvolution(weight: parameters["weight"], bias: parameters.optional("bias"), window), to: input)
  }
}
