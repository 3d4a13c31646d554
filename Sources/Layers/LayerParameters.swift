public import Checkpoints
public import Tensors

/// The tensors of one layer, as it declared them.
public struct LayerParameters: Sendable {
  /// Where tensors of layers inside this one are found: the names below its own.
  public let scope: ParameterScope

  private let tensors: [String: Tensor]

  init(_ tensors: [String: Tensor], scope: ParameterScope) {
    self.tensors = tensors
    self.scope = scope
  }

  /// A tensor that the layer declared.
  /// - Precondition: it declared one of this name.
  public subscript(name: String) -> Tensor {
    guard let tensor = tensors[name] else { preconditionFailure("the parameter \"\(name)\" is not declared") }
    return tensor
  }

  /// A tensor that the layer declares only with some settings.
  public func optional(_ name: String) -> Tensor? { tensors[name] }
}
