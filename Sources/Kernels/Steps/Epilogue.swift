import Tensors

/// What follows a product: a bias for each column, and an activation.
struct Epilogue: Sendable {
  /// One float a column; zeros where the layer has no bias.
  let bias: [Float]
  /// What negative values are multiplied by: 1 for no rectifier, 0 for ReLU (under which −∞ becomes NaN: it is not
  /// hidden).
  let slope: Float
  /// What is to be applied afterwards where the activation is no rectifier.
  let rest: Activation?

  private let arithmetic: any Arithmetic

  init(bias: Tensor?, activation: Activation?, columns: Int, _ arithmetic: any Arithmetic) {
    self.arithmetic = arithmetic
    self.bias = bias?.elements ?? [Float](repeating: 0, count: columns)
    switch activation {
    case nil: (slope, rest) = (1, nil)
    case .relu: (slope, rest) = (0, nil)
    case .leakyReLU(let slope): (self.slope, rest) = (slope, nil)
    case .elu, .silu, .sigmoid, .tanh, .clamp: (slope, rest) = (1, activation)
    }
  }

  /// Applies bias and slope to `rows` rows of one float a column.
  func apply(to target: UnsafeMutablePointer<Float>, rows: Int) {
    bias.withUnsafeBufferPointer { bias in
      for row in 0..<rows {
        let start = target + row * bias.count
        for i in 0..<bias.count {
          let x = start[i] + bias[i]
          start[i] = x < 0 ? x * slope : x
        }
      }
    }
  }

  /// Applies what `slope` does not cover.
  func applyRest(to target: UnsafeMutablePointer<Float>, count: Int) {
    if let rest { arithmetic.apply(rest, to: target, count: count) }
  }
}
