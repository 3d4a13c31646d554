public import Tensors

/// The place in a model at which a layer finds its parameters: names join with dots, and are the checkpoint's keys.
///
///     let weight = try scope("encoder")("0").tensor("weight", shape: [32, 3, 4, 4])   // "encoder.0.weight"
///
/// A layer has this one constructor path, whether its parameters are loaded or created for training.
public struct ParameterScope: Sendable {
  /// The name of the place; empty at the top.
  public let name: String

  private let source: any ParameterSource

  /// The top of a source of parameters.
  public init(_ source: some ParameterSource) { self.init(name: "", source: source) }

  private init(name: String, source: any ParameterSource) {
    self.name = name
    self.source = source
  }

  /// The place of a part. An empty name is this place itself: a nameless block adds nothing.
  public func scope(_ part: String) -> ParameterScope { ParameterScope(name: fullName(part), source: source) }

  /// The place of a part, as `scope(_:)`.
  public func callAsFunction(_ part: String) -> ParameterScope { scope(part) }

  /// The name of a parameter here, as the checkpoint has it.
  public func fullName(_ parameter: String) -> String {
    name.isEmpty ? parameter : parameter.isEmpty ? name : "\(name).\(parameter)"
  }

  /// A parameter.
  /// - Parameter initial: what its elements are when it is created; without meaning when it is loaded.
  /// - Throws: `CheckpointError` with the full name if it is missing, or has another shape; `FileError`.
  public func tensor(_ parameter: String, shape: Shape, initial: Initialisation = .zeros) throws -> Tensor {
    try source.parameter(fullName(parameter), shape: shape, initial: initial)
  }

  /// Whether a parameter of this name can be had here; a source that creates parameters has every one.
  public func has(_ parameter: String) -> Bool { source.has(fullName(parameter)) }
}

/// Where the parameters of a model come from.
public protocol ParameterSource: Sendable {
  /// A parameter of the given shape.
  /// - Parameters:
  ///   - name: the full name, as the checkpoint has it.
  ///   - initial: what its elements are when it is created; a source that loads has no use for it.
  func parameter(_ name: String, shape: Shape, initial: Initialisation) throws -> Tensor

  /// Whether a parameter of this name can be had.
  func has(_ name: String) -> Bool
}

/// What the elements of a new parameter are.
public enum Initialisation: Hashable, Sendable {
  /// All 0.
  case zeros
  /// All 1.
  case ones
  /// All alike.
  case constant(Float)
  /// Independent, uniform between `-bound` and `bound`.
  case uniform(bound: Float)
  /// Independent, normal with mean 0.
  case normal(deviation: Float)
}
