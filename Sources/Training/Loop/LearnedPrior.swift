public import Autoencoders
import Kernels

extension Trainer {
  /// The mixture that is learned together with the networks, the moving average where there is one; nil for a prior that is
  /// given.
  /// - Throws: `MixturePriorError` where it cannot be kept.
  public func learnedPrior() throws -> MixturePrior? {
    guard let priorNetwork else { return nil }
    let mixture =
      averages.count > 2
      ? averages[2].weights.withUnsafeBufferPointer { priorNetwork.mixture(in: $0) }
      : priorNetwork.mixture(in: UnsafeBufferPointer(priorNetwork.program.weights))
    return try mixture.map { try model.mixturePrior($0, of: modelTensors, pictures: examples.count) }
  }
}
