public import Checkpoints
public import Kernels
public import Tensors

/// One trainable or fixed step of a network: its settings as `model.yaml` gives them.
///
/// A layer is a value without parameters. What it needs it declares, per input shape, under the names of the
/// checkpoint; loading fetches exactly these, and a trainer would create exactly these.
public protocol Layer: Sendable {
  /// Its name in `model.yaml`, its fields, and what they mean.
  static var declaration: LayerDeclaration { get }

  /// A layer with the given settings; they are checked already.
  init(_ fields: Fields)

  /// Its part of its parameters' names, as `encoder.0`; nil adds nothing.
  var name: String? { get }

  /// The parameters it needs for an input, without the layer's name: `weight`, `bias`.
  /// - Throws: if it cannot take such an input.
  func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration]

  /// Appends what it computes to a network.
  /// - Parameters:
  ///   - network: what it is appended to.
  ///   - input: what it takes.
  ///   - parameters: the tensors that it declared, and the scope below its name.
  /// - Returns: what it gives; nil if a layer inside it could not be appended and has said why.
  /// - Throws: `LayerError` if it cannot take the input, `ProgramError` if the operation cannot.
  func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value?
}

extension Layer {
  public var name: String? { nil }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] { [] }
}

/// A parameter that a layer needs: its name below the layer's, its shape, and what it is before anything is learned.
public struct ParameterDeclaration: Hashable, Sendable {
  /// The last part of its name, as `weight`.
  public let name: String
  /// The shape it must have.
  public let shape: Shape
  /// What its elements are when it is created for training.
  public let initial: Initialisation

  /// A parameter of a layer.
  public init(_ name: String, _ shape: Shape, initial: Initialisation) {
    self.name = name
    self.shape = shape
    self.initial = initial
  }
}
