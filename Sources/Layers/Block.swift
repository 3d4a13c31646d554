public import Kernels

/// Several layers as one; its name, if it has one, is the beginning of theirs.
public struct Block: Layer {
  public static let declaration = LayerDeclaration(
    "block", "several layers as one",
    fields: [
      .optional("name", .text, "the beginning of the names of the layers in it"),
      .required("body", .layers, "the layers, one after the other"),
    ],
    shorthand: "body")

  public let name: String?
  let body: [LayerEntry]

  public init(_ fields: Fields) {
    name = fields.text("name").isEmpty ? nil : fields.text("name")
    body = fields.layers("body")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    network.append(body, to: input, in: parameters.scope)
  }
}
