public import Statistics
import Tensors

/// A mixture of normal distributions with full covariances, fitted by expectation and maximisation.
///
/// It begins with k-means from a start of k-means++ (Arthur and Vassilvitskii, 2007). Every step raises
///
///     objective = (Σ log p(x) − ½ Σ tr(Σₖ⁻¹·R)) / n,    R = regularisation · n/K · diag(variances of the data)
///
/// which with regularisation 0 is the mean log-likelihood. The second term is what the covariances (Sₖ + R) / nₖ maximise:
/// a component is regularised and the objective still never falls. Sums are taken in an order that does not depend on the
/// number of cores, so neither does a byte.
public struct MixtureFit: Sendable {
  /// What was fitted.
  public let mixture: Mixture<CorrelatedGaussian>
  /// The objective at the start and after each step, in nats a vector.
  public let objectives: [Double]
  /// The mean log p(x) of the vectors, in nats.
  public let logLikelihood: Double
  /// Whether a step gained less than the tolerance before the limit was reached.
  public let hasConverged: Bool

  /// Fits the rows of a matrix.
  /// - Throws: ``MixtureFitError``; `NotPositiveDefinite` where the regularisation is 0 and a component is flat.
  public init(_ vectors: Matrix, _ settings: MixtureFitSettings = MixtureFitSettings()) throws {
    try Self.check(vectors, settings)
    let penalty = MixturePenalty(vectors, settings)
    var step = try MaximisationStep(
      vectors, KMeans(vectors, settings.components, seed: settings.seed).memberships, penalty)
    var expectation = try ExpectationStep(vectors, step.components)
    var objectives: [Double] = []
    var hasConverged = false
    while true {
      objectives.append((expectation.logLikelihood + penalty.value(step.components)) / Double(vectors.rows))
      let gain = objectives.count < 2 ? .infinity : objectives[objectives.count - 1] - objectives[objectives.count - 2]
      hasConverged = gain < settings.tolerance
      if hasConverged || objectives.count > settings.limit { break }
      step = try MaximisationStep(vectors, expectation.responsibilities, penalty, before: step)
      expectation = try ExpectationStep(vectors, step.components)
    }
    mixture = try Mixture(
      weights: Categorical(weights: step.components.map(\.weight)), components: step.components.map(\.gaussian))
    logLikelihood = expectation.logLikelihood / Double(vectors.rows)
    self.objectives = objectives
    self.hasConverged = hasConverged
  }

  private static func check(_ vectors: Matrix, _ settings: MixtureFitSettings) throws(MixtureFitError) {
    guard settings.components >= 1 else { throw .noComponents }
    guard vectors.rows >= max(2, settings.components) else {
      throw .tooFew(vectors: vectors.rows, components: settings.components)
    }
    if let bad = vectors.elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(vector: bad / vectors.columns, dimension: bad % vectors.columns)
    }
  }
}
