public import Kernels

/// `x · sigmoid(x)`, element by element; also called swish.
public struct SiLU: Layer {
  public static let declaration = LayerDeclaration("silu", "scales every number by its sigmoid")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.silu), to: input)
  }
}
