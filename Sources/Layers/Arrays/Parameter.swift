import Checkpoints
public import Kernels
public import Tensors

/// A tensor of the checkpoint as it is: what it gives does not depend on the picture.
///
/// Takes nothing, gives `shape`. Parameter: the tensor of its name.
public struct Parameter: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "parameter", "a tensor of the checkpoint as it is",
    fields: [
      .required("name", .text, "the tensor's name in the checkpoint"),
      .required("shape", .shape, "its shape, as [64, 256]"),
    ])

  public static let inputCount = 0...0

  public let name: String?
  let shape: Shape

  public init(_ fields: Fields) {
    name = fields.text("name")
    shape = Shape(fields.shape("shape"))
  }

  public func parameters(for inputs: [Shape]) throws(LayerError) -> [ParameterDeclaration] {
    [ParameterDeclaration("", shape, initial: .zeros)]
  }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.constant(parameters[""])), to: []) }
}
