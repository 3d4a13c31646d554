public import Kernels
import Tensors

/// All elements in one row, in row-major order: `[channels, height, width]` becomes `[channels·height·width]`.
public struct Flatten: Layer {
  public static let declaration = LayerDeclaration("flatten", "puts all elements in one row")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.reshape([network.program.shape(of: input).count]), to: input)
  }
}
