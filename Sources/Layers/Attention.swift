import Checkpoints
public import Kernels
public import Tensors

/// Attention between the pixels of a picture (A. Vaswani et al., 2017): each pixel becomes a mean of what all others give,
/// weighted by how its query fits their keys, `softmax(Q·Kᵀ / √d) · V`.
///
/// Takes and gives `[channels, height, width]`. Queries, keys, values and the result are 1×1 convolutions with the names
/// of diffusers: `to_q`, `to_k`, `to_v`, `to_out.0`, each with `weight [channels, channels, 1, 1]` and `bias [channels]`.
public struct Attention: Layer {
  public static let declaration = LayerDeclaration(
    "attention", "lets every pixel take from all others what it asks for",
    fields: [
      .optional("name", .text, "the beginning of its tensors' names in the checkpoint"),
      .optional(
        "heads", .integer(1...Reading.largestExtent), default: .integer(1),
        "how many parts the channels are divided into"),
    ])

  public let name: String?
  let heads: Int

  private static let parts = ["to_q", "to_k", "to_v", "to_out.0"]

  public init(_ fields: Fields) {
    name = fields.text("name").isEmpty ? nil : fields.text("name")
    heads = fields.integer("heads")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard input[0].isMultiple(of: heads) else { throw .groups(heads, found: input) }
    let initial = Initialisation.fan(in: input[0])
    return Self.parts.flatMap { part in
      [
        ParameterDeclaration(part + ".weight", [input[0], input[0], 1, 1], initial: initial),
        ParameterDeclaration(part + ".bias", [input[0]], initial: initial),
      ]
    }
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    func product(_ part: String, of value: Program.Value) throws(ProgramError) -> Program.Value {
      try network.append(
        .convolution(weight: parameters[part + ".weight"], bias: parameters[part + ".bias"], Window()), to: [value],
        part: part)
    }
    let (queries, keys) = (try product("to_q", of: input), try product("to_k", of: input))
    let all = try network.append(.concatenate, to: [queries, keys, try product("to_v", of: input)])
    return try product("to_out.0", of: try network.append(.attention(heads: heads), to: all))
  }
}
