public import Tensors

/// Parameters that are created: what each is depends on the seed and its name alone.
public struct CreatedParameters: ParameterSource {
  private let seed: UInt64

  /// - Parameter seed: the seed of the training.
  public init(seed: UInt64) { self.seed = seed }

  /// A new parameter.
  public func parameter(_ name: String, shape: Shape, initial: Initialisation) -> Tensor {
    let source = RandomSource(seed: seed, stage: "parameters", item: name)
    switch initial {
    case .zeros: return Tensor(shape)
    case .ones: return Tensor(shape, repeating: 1)
    case .constant(let value): return Tensor(shape, repeating: value)
    case .uniform(let bound): return Tensor(shape, source.uniforms(shape.count).map { bound * (2 * $0 - 1) })
    case .normal(let deviation): return source.normals(shape).map { deviation * $0 }
    }
  }

  /// Every parameter can be created.
  public func has(_ name: String) -> Bool { true }
}
