/// How a mixture is fitted.
public struct MixtureFitSettings: Hashable, Sendable {
  /// How many components there are.
  public var components: Int
  /// The share of the data's own variances that is added to each component's covariance, about: a component of few vectors
  /// stays a distribution. 0 fits the likelihood alone.
  public var regularisation: Double
  /// The fit ends when a step gains less than this, in nats a vector.
  public var tolerance: Double
  /// The most steps.
  public var limit: Int
  /// Chooses the start.
  public var seed: UInt64

  /// Ten components unless said.
  public init(
    components: Int = 10, regularisation: Double = 1e-3, tolerance: Double = 1e-4, limit: Int = 200, seed: UInt64 = 0
  ) {
    self.components = components
    self.regularisation = regularisation
    self.tolerance = tolerance
    self.limit = limit
    self.seed = seed
  }
}
