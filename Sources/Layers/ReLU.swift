public import Kernels

/// `max(x, 0)`, element by element.
public struct ReLU: Layer {
  public static let declaration = LayerDeclaration("relu", "sets what is negative to 0")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.relu), to: input)
  }
}
