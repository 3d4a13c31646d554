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

/// The two means of every weight, as the steps so far left them.
struct AdamMoments {
  var first: [Float]
  var second: [Float]

  init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = Array(repeating: 0, count: count)
  }

  /// Changes some weights by their gradients.
  /// - Parameters:
  ///   - step: how many steps there were, with this one.
  ///   - scale: what the gradients are multiplied by first: clipping.
  ///   - decays: whether these weights decay.
  mutating func update(
    _ weights: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>, _ range: Range<Int>,
    _ adam: Adam, rate: Double, step: Int, scale: Double, decays: Bool
  ) {
    let (b1, b2) = (Float(adam.beta1), Float(adam.beta2))
    let correction1 = 1 - pow(adam.beta1, Double(step))
    let correction2 = 1 - pow(adam.beta2, Double(step))
    let (size, root) = (Float(rate / correction1), Float(1 / correction2.squareRoot()))
    let (epsilon, scale) = (Float(adam.epsilon), Float(scale))
    let kept = decays ? Float(1 - rate * adam.weightDecay) : 1
    first.withUnsafeMutableBufferPointer { m in
      second.withUnsafeMutableBufferPointer { v in
        for i in range {
          let g = gradients[i] * scale
          m[i] = b1 * m[i] + (1 - b1) * g
          v[i] = b2 * v[i] + (1 - b2) * g * g
          weights[i] = kept * weights[i] - size * m[i] / (v[i].squareRoot() * root + epsilon)
        }
      }
    }
  }
}
