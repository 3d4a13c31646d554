public import Kernels
import Tensors

/// A border around a value: of one number, or of its own elements.
public struct Pad: Layer {
  public static let declaration = LayerDeclaration(
    "pad", "puts a border around a value",
    fields: [
      .required("before", .integers(0...Reading.largestExtent), "for each axis, how many elements before it"),
      .required("after", .integers(0...Reading.largestExtent), "for each axis, how many behind it"),
      .optional(
        "mode", .choice(["number", "reflect", "edge", "wrap"]), default: .text("number"), "what the border is made of"),
      .optional("number", .number(-1e30...1e30), default: .number(0), "the number of the border"),
    ])

  let before: [Int]
  let after: [Int]
  let mode: String
  let number: Float

  public init(_ fields: Fields) {
    before = fields.integers("before")
    after = fields.integers("after")
    mode = fields.text("mode")
    number = Float(fields.number("number") ?? 0)
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    if mode == "number" {
      return try network.append(.array(.pad(before: before, after: after, with: number)), to: input)
    }
    var value = input
    let shape = network.program.shape(of: input)
    guard before.count == shape.rank, after.count == shape.rank else {
      throw LayerError.axes(before.count, found: shape)
    }
    for axis in 0..<shape.rank where before[axis] > 0 || after[axis] > 0 {
      let places = (-before[axis]..<shape[axis] + after[axis]).map { place($0, shape[axis]) }
      value = try network.append(.array(.take(axis: axis, places: places)), to: value)
    }
    return value
  }

  /// Which element of an axis stands at a place that may lie outside of it.
  private func place(_ index: Int, _ extent: Int) -> Int {
    switch mode {
    case "edge": return min(max(index, 0), extent - 1)
    case "wrap": return (index % extent + extent) % extent
    default:
      let period = max(1, 2 * (extent - 1))
      let folded = (index % period + period) % period
      return min(folded, period - folded)
    }
  }
}
