import Checkpoints
public import Kernels
public import Tensors

/// One learned number in place of everything that comes in: a variance that all samples of all pictures share.
///
/// Takes and gives any shape. Parameter: `value [1]`.
public struct Constant: Layer {
  public static let declaration = LayerDeclaration(
    "constant", "gives one learned number everywhere, whatever it gets: a variance that all samples share",
    fields: [
      .layerName,
      .optional("start", .number(-100...100), default: .number(0), "what it is before any training"),
    ])

  public let name: String?
  let start: Float

  public init(_ fields: Fields) {
    name = fields.text("name")
    start = Float(fields.number("start") ?? 0)
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank > 0 else { throw .rank(expected: 1, found: input) }
    return [ParameterDeclaration("value", [1], initial: .constant(start))]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.constant(value: parameters["value"]), to: input)
  }
}
