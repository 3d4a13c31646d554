public import Kernels
import Tensors

/// Puts what the network is told beside its input: a 1 at the place of the picture's class and 0 at the others.
///
/// Takes `[features]`, gives `[features + classes]`; or `[channels, height, width]`, each class becoming a plane.
public struct Condition: Layer {
  public static let declaration = LayerDeclaration(
    "condition", "puts the picture's class, which model.yaml's `condition` declares, beside what it gets")

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    guard let condition = network.condition() else { throw LayerError.noCondition }
    let (shape, count) = (network.program.shape(of: input), network.program.shape(of: condition).count)
    switch shape.rank {
    case 1: return try network.append(.concatenate, to: [input, condition])
    case 3:
      let pixel = try network.append(.reshape([count, 1, 1]), to: condition)
      let planes = try network.append(.upsample(rows: shape[1], columns: shape[2]), to: pixel)
      return try network.append(.concatenate, to: [input, planes])
    default: throw LayerError.rank(expected: 3, found: shape)
    }
  }
}
