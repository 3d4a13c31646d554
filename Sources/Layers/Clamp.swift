public import Kernels

/// `min(max(x, lower), upper)`, element by element.
public struct Clamp: Layer {
  public static let declaration = LayerDeclaration(
    "clamp", "limits every number to an interval",
    fields: [.required("range", .interval, "the smallest and the largest number")], shorthand: "range")

  let range: ClosedRange<Float>

  public init(_ fields: Fields) { range = fields.interval("range") ?? 0...1 }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.activation(.clamp(lower: range.lowerBound, upper: range.upperBound)), to: input)
  }
}
