public import Kernels
import Tensors

/// Matrix products over the last two axes of two values.
public struct MatrixProduct: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "matrix product", "multiplies two values as matrices over their last two axes")

  public static let inputCount = 2...2

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.matrixProduct), to: inputs) }
}

/// `eˣ / Σ eˣ` over an axis, or its logarithm.
public struct Softmax: Layer {
  public static let declaration = LayerDeclaration(
    "softmax", "makes the numbers along an axis positive, with the sum 1",
    fields: [
      .required("axis", .integer(0...7), "the axis, counted from 0"),
      .optional("logarithm", .flag, default: .flag(false), "whether the logarithm is given"),
    ], shorthand: "axis")

  let axis: Int
  let isLogarithm: Bool

  public init(_ fields: Fields) {
    axis = fields.integer("axis")
    isLogarithm = fields.flag("logarithm")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    try network.append(.array(.softmax(axis: axis, isLogarithm: isLogarithm)), to: input)
  }
}

/// Some axes made to one number each.
public struct Reduce: Layer {
  public static let declaration = LayerDeclaration(
    "reduce", "makes the numbers along some axes to one",
    fields: [
      .required("by", .choice(Reduction.allCases.map(\.rawValue)), "how they become one"),
      .required("axes", .integers(0...7), "the axes, counted from 0"),
      .optional("keep", .flag, default: .flag(true), "whether the axes stay, with extent 1"),
    ])

  let reduction: Reduction
  let axes: [Int]
  let keeps: Bool

  public init(_ fields: Fields) {
    reduction = Reduction(rawValue: fields.text("by")) ?? .mean
    axes = fields.integers("axes")
    keeps = fields.flag("keep")
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    let result = try network.append(.array(.reduce(reduction, axes: axes)), to: input)
    guard keeps else { return result }
    let extents = shape.dimensions.enumerated().map { axes.contains($0) ? 1 : $1 }
    return try network.append(.reshape(.init(extents)), to: result)
  }
}
