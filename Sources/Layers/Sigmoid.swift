public import Kernels

/// `1 / (1 + exp(−x))`, element by element.
public struct Sigmoid: Layer {
  public static let declaration = LayerDeclaration("sigmoid", "maps every number into 0…1")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.sigmoid), to: input)
  }
}
