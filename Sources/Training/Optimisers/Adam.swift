#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Adam (Kingma and Ba, 2015) and, with a decay, AdamW (Loshchilov and Hutter, 2019):
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − rate·(m̂ / (√v̂ + ε) + decay·w).
public struct Adam: Hashable, Sendable {
  /// The decay of the mean of gradients.
  public var beta1 = 0.9
  /// The decay of the mean of their squares.
  public var beta2 = 0.999
  /// Keeps the denominator from 0.
  public var epsilon = 1e-8
  /// What each weight loses in a step, times the rate; 0 is plain Adam. Biases and the parameters of norms, which have
  /// one axis, do not decay.
  public var weightDecay = 0.0

  /// The values of the paper.
  public init() {}
}

/// What a step of Adam does, the same for all weights.
struct AdamStep {
  private let adam: Adam
  private let scale: Float
  private let size: Float
  private let root: Float
  private let kept: Float

  /// - Parameters:
  ///   - step: how many steps there were, with this one.
  ///   - scale: what the gradients are multiplied by first: clipping.
  init(_ adam: Adam, rate: Double, step: Int, scale: Double) {
    self.adam = adam
    self.scale = Float(scale)
    size = Float(rate / (1 - pow(adam.beta1, Double(step))))
    root = Float(1 / (1 - pow(adam.beta2, Double(step))).squareRoot())
    kept = Float(1 - rate * adam.weightDecay)
  }

  /// Changes some weights by their gradients, and the means of these with them.
  func apply(
    _ piece: WeightPiece, _ weights: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>,
    _ m: UnsafeMutableBufferPointer<Float>, _ v: UnsafeMutableBufferPointer<Float>
  ) {
    let (b1, b2, epsilon) = (Float(adam.beta1), Float(adam.beta2), Float(adam.epsilon))
    let kept = piece.decays ? kept : 1
    for i in piece.range {
      let g = gradients[i] * scale
      m[i] = b1 * m[i] + (1 - b1) * g
      v[i] = b2 * v[i] + (1 - b2) * g * g
      weights[i] = kept * weights[i] - size * m[i] / (v[i].squareRoot() * root + epsilon)
    }
  }
}
