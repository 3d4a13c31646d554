public import Kernels
import Tensors

/// Layers beside a way around them: `y = body(x) + shortcut(x)` (K. He et al., 2016).
///
/// Without a shortcut `x` itself is added. Both ways end in the same shape.
public struct Residual: Layer {
  public static let declaration = LayerDeclaration(
    "residual", "adds what a shortcut gives to what a body of layers gives",
    fields: [
      .optional("name", .text, "the beginning of the names of the layers in it"),
      .required("body", .layers, "the layers, one after the other"),
      .optional("shortcut", .layers, "the layers around them; the input as it is where there are none"),
    ],
    shorthand: "body")

  public let name: String?
  let body: [LayerEntry]
  let shortcut: [LayerEntry]

  public init(_ fields: Fields) {
    name = fields.text("name").isEmpty ? nil : fields.text("name")
    body = fields.layers("body")
    shortcut = fields.layers("shortcut")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    guard let main = network.append(body, to: input, in: parameters.scope),
      let around = network.append(shortcut, to: input, in: parameters.scope)
    else { return nil }
    let (found, beside) = (network.program.shape(of: main), network.program.shape(of: around))
    guard found == beside else { throw LayerError.shortcut(body: found, shortcut: beside) }
    return try network.append(.add, to: [main, around])
  }
}
