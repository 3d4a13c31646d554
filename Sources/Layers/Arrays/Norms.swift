import Checkpoints
public import Kernels
public import Tensors

/// Instance normalisation: each channel of a picture by its own mean and variance, then `· weight + bias`.
///
/// Takes and gives `[channels, …]`. Parameters, both `[channels]`: `weight`, `bias`.
public struct InstanceNorm: Layer {
  public static let declaration = LayerDeclaration(
    "instance norm", "normalises each channel of each picture by itself",
    fields: [
      .layerName,
      .optional("epsilon", .number(0...1), default: .number(1e-5), "added to the variance before its root is taken"),
    ])

  public let name: String?
  let epsilon: Double

  public init(_ fields: Fields) {
    name = fields.text("name")
    epsilon = fields.number("epsilon") ?? 1e-5
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank > 0 else { throw .rank(expected: 3, found: input) }
    return [
      ParameterDeclaration("weight", [input[0]], initial: .ones),
      ParameterDeclaration("bias", [input[0]], initial: .zeros),
    ]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let groups = network.program.shape(of: input)[0]
    return try network.append(
      .groupNorm(
        GroupNormalization(
          weight: parameters["weight"], bias: parameters["bias"], groups: groups, epsilon: epsilon)), to: input)
  }
}

/// Layer normalisation: the last axes by their own mean and variance, then `· weight + bias` of their shape.
///
/// Parameters of the shape of the last axes: `weight`, `bias`.
public struct LayerNorm: Layer {
  public static let declaration = LayerDeclaration(
    "layer norm", "normalises the last axes, for each place of the others",
    fields: [
      .layerName,
      .optional("axes", .integer(1...7), default: .integer(1), "how many axes, from the last"),
      .optional("epsilon", .number(0...1), default: .number(1e-5), "added to the variance before its root is taken"),
      .bias,
    ])

  public let name: String?
  let axes: Int
  let epsilon: Double
  let hasBias: Bool

  public init(_ fields: Fields) {
    name = fields.text("name")
    axes = fields.integer("axes")
    epsilon = fields.number("epsilon") ?? 1e-5
    hasBias = fields.flag("bias")
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank >= axes else { throw .axes(axes, found: input) }
    let shape = Shape(Array(input.dimensions.suffix(axes)))
    let weight = ParameterDeclaration("weight", shape, initial: .ones)
    return hasBias ? [weight, ParameterDeclaration("bias", shape, initial: .zeros)] : [weight]
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let shape = network.program.shape(of: input)
    let rows = shape.dimensions.dropLast(axes).reduce(1, *)
    let flat = try network.append(.reshape([rows, shape.count / max(1, rows)]), to: input)
    let norm = GroupNormalization(
      weight: Tensor([rows], repeating: 1), bias: Tensor([rows]), groups: rows, epsilon: epsilon)
    let normalised = try network.append(.reshape(shape), to: network.append(.groupNorm(norm), to: flat))
    let weight = try network.append(.array(.constant(parameters["weight"])), to: [])
    let scaled = try network.append(.array(.pair(.multiply)), to: [normalised, weight])
    guard let bias = parameters.optional("bias") else { return scaled }
    return try network.append(.array(.pair(.add)), to: [scaled, network.append(.array(.constant(bias)), to: [])])
  }
}
