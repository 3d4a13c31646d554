public import Kernels
import Tensors

/// Every pixel repeated `factor` times in both directions: nearest neighbours.
///
/// Takes `[channels, height, width]`, gives `[channels, factor·height, factor·width]`.
public struct Upsample: Layer {
  public static let declaration = LayerDeclaration(
    "upsample", "repeats every pixel in both directions",
    fields: [.required("factor", .integer(2...64), "how many times, in each direction")], shorthand: "factor")

  let factor: Int

  public init(_ fields: Fields) { factor = fields.integer("factor") }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    guard shape.rank == 3 else { throw LayerError.rank(expected: 3, found: shape) }
    return try network.append(.upsample(rows: factor, columns: factor), to: input)
  }
}
