import Checkpoints
public import Kernels
public import Tensors

/// Batch normalisation with the statistics of training: `y = (x − mean) / √(variance + ε) · weight + bias`, per channel.
///
/// Takes and gives `[channels, …]`. Parameters, all `[channels]`: `weight`, `bias`, `running_mean`, `running_var`.
public struct BatchNorm: Layer {
  public static let declaration = LayerDeclaration(
    "batch norm", "normalises each channel with the statistics of training",
    fields: [
      .layerName,
      .optional("epsilon", .number(0...1), default: .number(1e-5), "added to the variance before its root is taken"),
    ])

  public let name: String?
  let epsilon: Double

  public init(_ fields: Fields) {
    name = fields.text("name")
    epsilon = fields.number("epsilon") ?? 1e-5
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank > 0 else { throw .rank(expected: 3, found: input) }
    return [
      ParameterDeclaration("weight", [input[0]], initial: .ones),
      ParameterDeclaration("bias", [input[0]], initial: .zeros),
      ParameterDeclaration("running_mean", [input[0]], initial: .zeros),
      ParameterDeclaration("running_var", [input[0]], initial: .ones),
    ]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(
      .batchNorm(
        BatchNormalization(
          weight: parameters["weight"], bias: parameters["bias"], mean: parameters["running_mean"],
          variance: parameters["running_var"], epsilon: epsilon)), to: input)
  }
}
