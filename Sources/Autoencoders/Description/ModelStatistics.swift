/// How far pictures lie from what a model gives of them: the 99.9th percentiles over the training data.
///
/// A picture beyond them is unlike those that the model has learnt.
public struct ModelStatistics: Hashable, Sendable {
  /// Of the reconstruction error: the mean squared difference of picture and decoded posterior mean, over all samples,
  /// in the model's range.
  public let reconstructionError: Double

  /// Of the Euclidean norm of the posterior mean.
  public let latentNorm: Double

  /// The percentiles of the training data.
  public init(reconstructionError: Double, latentNorm: Double) {
    self.reconstructionError = reconstructionError
    self.latentNorm = latentNorm
  }
}
