/// A score that grows along one direction: weights·x + bias.
public struct LinearScore: Hashable, Sendable {
  /// A weight for each number of a vector.
  public var weights: [Double]
  /// The score of zero.
  public var bias: Double

  /// A score of these weights.
  public init(weights: [Double], bias: Double) {
    self.weights = weights
    self.bias = bias
  }

  /// The score of a vector.
  public func callAsFunction(_ vector: [Double]) -> Double {
    (withPointers(weights, vector) { Loops.dot($0, $1, weights.count) } ?? 0) + bias
  }

  /// The score of each row.
  public func callAsFunction(_ vectors: Matrix) -> [Double] { vectors.times(weights).map { $0 + bias } }
}
