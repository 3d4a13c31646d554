import Statistics

/// A component on its way to the end of a fit.
struct WeightedComponent: Sendable {
  let weight: Double
  let gaussian: CorrelatedGaussian
  let distances: WhitenedDistances

  init(weight: Double, _ gaussian: CorrelatedGaussian) {
    self.weight = weight
    self.gaussian = gaussian
    distances = WhitenedDistances(mean: gaussian.mean, gaussian.cholesky)
  }

  private init(weight: Double, _ other: WeightedComponent) {
    self.weight = weight
    gaussian = other.gaussian
    distances = other.distances
  }

  /// The same with another weight.
  func weighing(_ weight: Double) -> WeightedComponent { WeightedComponent(weight: weight, self) }
}
