public import Kernels
public import Tensors

/// A layer that takes another number of values than one: `multiply: {input: [a, b]}`.
public protocol JoiningLayer: Layer {
  /// How many values it takes.
  static var inputCount: ClosedRange<Int> { get }

  /// The parameters it needs for its inputs, without the layer's name.
  /// - Throws: if it cannot take such inputs.
  func parameters(for inputs: [Shape]) throws(LayerError) -> [ParameterDeclaration]

  /// Appends what it computes to a network, as `Layer.append` does for one input.
  func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value?
}

extension JoiningLayer {
  public func parameters(for inputs: [Shape]) throws(LayerError) -> [ParameterDeclaration] { [] }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? { try append(to: &network, [input], parameters) }
}
