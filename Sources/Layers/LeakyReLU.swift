public import Kernels

/// `x` where it is positive, `slope · x` elsewhere, element by element.
public struct LeakyReLU: Layer {
  public static let declaration = LayerDeclaration(
    "leaky relu", "scales what is negative by a small slope",
    fields: [.required("slope", .number(0...1), "the factor of negative numbers")], shorthand: "slope")

  let slope: Float

  public init(_ fields: Fields) { slope = Float(fields.number("slope") ?? 0) }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.leakyReLU(slope: slope)), to: input)
  }
}
