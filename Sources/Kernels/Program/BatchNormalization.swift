public import Tensors

/// The parameters of a batch norm, all [channels]: y = (x − mean) / √(variance + ε) · weight + bias.
///
/// A program that is only run takes mean and variance as they are; one that learns takes those of the batch, and lets
/// these follow.
public struct BatchNormalization: Sendable {
  public let weight: Tensor
  public let bias: Tensor
  /// The running mean of training.
  public let mean: Tensor
  /// The running variance of training.
  public let variance: Tensor
  /// What is added to the variance.
  public let epsilon: Double

  public init(weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Double) {
    self.weight = weight
    self.bias = bias
    self.mean = mean
    self.variance = variance
    self.epsilon = epsilon
  }

  /// The norm with fixed statistics as one multiplication and one addition, computed in double precision and rounded
  /// once.
  var scaleAndShift: (scale: Tensor, shift: Tensor) {
    let scales = (0..<weight.count).map { Double(weight[$0]) / (Double(variance[$0]) + epsilon).squareRoot() }
    let shifts = scales.indices.map { Double(bias[$0]) - Double(mean[$0]) * scales[$0] }
    return (Tensor(weight.shape, scales.map { Float($0) }), Tensor(weight.shape, shifts.map { Float($0) }))
  }
}
