public import Tensors

/// The parameters of a group norm (Y. Wu and K. He, 2018): the channels of an item in groups of neighbours, and in each
/// y = (x − mean) / √(variance + ε) · weight + bias, with mean and biased variance over all its pixels and channels.
///
/// An item depends on no other, so that training and running are alike.
public struct GroupNormalization: Sendable {
  /// [channels].
  public let weight: Tensor
  /// [channels].
  public let bias: Tensor
  /// How many groups there are; a divisor of the channels.
  public let groups: Int
  /// What is added to the variance.
  public let epsilon: Double

  public init(weight: Tensor, bias: Tensor, groups: Int, epsilon: Double) {
    self.weight = weight
    self.bias = bias
    self.groups = groups
    self.epsilon = epsilon
  }
}
