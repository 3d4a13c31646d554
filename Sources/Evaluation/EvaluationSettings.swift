/// How a model is evaluated.
public struct EvaluationSettings: Hashable, Sendable {
  /// How many latents are drawn of each posterior, K.
  public var draws: Int
  /// Chooses all draws.
  public var seed: UInt64

  /// Twenty draws unless said.
  public init(draws: Int = 20, seed: UInt64 = 0) {
    self.draws = draws
    self.seed = seed
  }
}
