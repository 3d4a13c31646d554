import Checkpoints
public import Kernels
public import Tensors

/// A transposed convolution, the adjoint of `conv2d`: each pixel of the input adds a window to the output.
///
/// Takes `[in, height, width]`, gives `[out, (height − 1)·stride − 2·padding + kernel + output padding, …]`.
/// Parameters: `weight [in, out / groups, kernel, kernel]`, `bias [out]`.
public struct TransposedConvolution: Layer {
  public static let declaration = LayerDeclaration(
    "transposed conv2d", "a transposed convolution, which enlarges pictures",
    fields: [.layerName, .out, .kernel, .stride, .padding, .outputPadding, .dilation, .groups, .bias])

  public let name: String?
  let out: Int
  let kernel: GeneralWindow.Pair
  let window: GeneralWindow
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    out = fields.integer("out")
    kernel = fields.pair("kernel")
    var window = fields.window
    window.outputPadding = fields.pair("output padding")
    self.window = window
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    // PyTorch counts the outputs here, and what is trained with it is tuned to that.
    guard input[0].isMultiple(of: window.groups), out.isMultiple(of: window.groups) else {
      throw .groups(window.groups, found: input)
    }
    let outputs = out / window.groups
    let initial = Initialisation.fan(in: outputs * kernel.height * kernel.width)
    let weight = ParameterDeclaration("weight", [input[0], outputs, kernel.height, kernel.width], initial: initial)
    return hasBias ? [weight, ParameterDeclaration("bias", [out], initial: initial)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let (weight, bias) = (parameters["weight"], parameters.optional("bias"))
    guard let simple = window.simple, simple.outputPadding < simple.stride, simple.trailing == 0 else {
      return try network.append(.array(.transposedConvolution(weight: weight, bias: bias, window)), to: input)
    }
    return try network.append(.transposedConvolution(weight: weight, bias: bias, simple), to: input)
  }
}
