public import Kernels
import Tensors

/// The same elements, in row-major order, under another shape.
public struct Reshape: Layer {
  public static let declaration = LayerDeclaration(
    "reshape", "the same elements under another shape",
    fields: [.required("shape", .shape, "the shape that it gives, as [256, 4, 4]")], shorthand: "shape")

  let shape: Shape

  public init(_ fields: Fields) { shape = Shape(fields.shape("shape")) }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let found = network.program.shape(of: input)
    guard shape.count == found.count else { throw LayerError.count(wanted: shape, found: found) }
    return try network.append(.reshape(shape), to: input)
  }
}
