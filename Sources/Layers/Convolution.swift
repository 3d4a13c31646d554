import Checkpoints
public import Kernels
public import Tensors

/// A convolution over pictures: `y[o] = b[o] + Σᵢ w[o, i] ⋆ x[i]`.
///
/// Stride and dilation are one number, or one for height and one for width; padding is one number, `[0, 1]` for a row and
/// a column of zeros at the bottom and the right alone, or one for each side: above, left, below, right.
///
/// Takes `[in, height, width]`, gives `[out, (height + 2·padding − kernel) / stride + 1, …]`, rounded down.
/// Parameters: `weight [out, in / groups, kernel, kernel]`, `bias [out]`.
public struct Convolution: Layer {
  public static let declaration = LayerDeclaration(
    "conv2d", "a convolution over pictures",
    fields: [.layerName, .out, .kernel, .stride, .padding, .dilation, .groups, .bias])

  public let name: String?
  let out: Int
  let kernel: GeneralWindow.Pair
  let window: GeneralWindow
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    kernel = fields.pair("kernel")
    window = fields.window
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard input[0].isMultiple(of: window.groups), out.isMultiple(of: window.groups) else {
      throw .groups(window.groups, found: input)
    }
    let inputs = input[0] / window.groups
    let initial = Initialisation.fan(in: inputs * kernel.height * kernel.width)
    let weight = ParameterDeclaration("weight", [out, inputs, kernel.height, kernel.width], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let (weight, bias) = (parameters["weight"], parameters.optional("bias"))
    guard let simple = window.simple else {
      return try network.append(.array(.convolution(weight: weight, bias: bias, window)), to: input)
    }
    return try network.append(.convolution(weight: weight, bias: bias, simple), to: input)
  }
}
