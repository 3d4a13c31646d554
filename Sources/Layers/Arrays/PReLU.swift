import Checkpoints
public import Kernels
public import Tensors

/// `x` where x ≥ 0, else `slope · x` with a slope that is learned, for each channel or for all.
///
/// Takes and gives `[channels, …]`. Parameter: `weight [channels]`, or `[1]`.
public struct PReLU: Layer {
  public static let declaration = LayerDeclaration(
    "prelu", "a rectifier whose slopes below 0 are learned",
    fields: [
      .layerName,
      .optional("slopes", .integer(1...Reading.largestExtent), default: .integer(1), "one for all, or one a channel"),
    ])

  public let name: String?
  let slopes: Int

  public init(_ fields: Fields) {
    name = fields.text("name")
    slopes = fields.integer("slopes")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard slopes == 1 || input.dimensions.first == slopes else {
      throw .channels(wanted: 0..<slopes, found: input)
    }
    return [ParameterDeclaration("weight", [slopes], initial: .ones)]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let rank = network.program.shape(of: input).rank
    let shape = Shape([slopes] + [Int](repeating: 1, count: max(0, rank - 1)))
    let slope = try network.append(.array(.constant(parameters["weight"].reshaped(shape))), to: [])
    return try network.append(.array(.pair(.slope)), to: [input, slope])
  }
}
