import Checkpoints
public import Kernels
public import Tensors

/// Group normalisation: `y = (x − mean) / √(variance + ε) · weight + bias`, per channel, with mean and variance over the
/// pixels and channels of a group of neighbouring channels.
///
/// Takes and gives `[channels, …]`. Parameters, both `[channels]`: `weight`, `bias`.
public struct GroupNorm: Layer {
  public static let declaration = LayerDeclaration(
    "group norm", "normalises groups of channels, each picture by itself",
    fields: [
      .layerName,
      .required("groups", .integer(1...Reading.largestExtent), "how many groups the channels are divided into"),
      .optional("epsilon", .number(0...1), default: .number(1e-5), "added to the variance before its root is taken"),
    ])

  public let name: String?
  let groups: Int
  let epsilon: Double

  public init(_ fields: Fields) {
    name = fields.text("name")
    groups = fields.integer("groups")
    epsilon = fields.number("epsilon") ?? 1e-5
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank > 0 else { throw .rank(expected: 3, found: input) }
    guard input[0].isMultiple(of: groups) else { throw .groups(groups, found: input) }
    return [
      ParameterDeclaration("weight", [input[0]], initial: .ones),
      ParameterDeclaration("bias", [input[0]], initial: .zeros),
    ]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(
      .groupNorm(
        GroupNormalization(
          weight: parameters["weight"], bias: parameters["bias"], groups: groups, epsilon: epsilon)), to: input)
  }
}
