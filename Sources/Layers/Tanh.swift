public import Kernels

/// `tanh(x)`, element by element.
public struct Tanh: Layer {
  public static let declaration = LayerDeclaration("tanh", "maps every number into −1…1")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.tanh), to: input)
  }
}
