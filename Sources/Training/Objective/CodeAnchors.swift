/// Holds each named dimension to the factor it stands for: ½·anchor·(μ − f)², where f is the factor's value in standard
/// deviations from its mean over the pictures.
///
/// Graphics codes alone learn a factor only if it changes the picture enough that a decoder with other worries notices it;
/// a mouth does not. Told the factor, the encoder finds it, and then the decoder has something to draw it from.
struct CodeAnchors {
  /// How strongly they are held.
  let strength: Double
  private let targets: [(dimension: Int, values: [Float])]

  /// - Throws: `TrainingError.noValues` where the table does not give a factor's values.
  init(_ groups: PictureGroups, _ named: [String: Int], strength: Double) throws(TrainingError) {
    var targets: [(dimension: Int, values: [Float])] = []
    for (factor, dimension) in named.sorted(by: { $0.value < $1.value }) where groups.varying.contains(factor) {
      guard let values = groups.values[factor] else { throw .noValues(factor) }
      targets.append((dimension, Self.standardised(values)))
    }
    self.targets = targets
    self.strength = strength
  }

  /// What it costs, mean over the batch.
  /// - Parameter pictures: of the batch.
  func penalty(_ means: [Float], _ pictures: ArraySlice<Int>) -> Double {
    var sum = 0.0
    forEachAnchor(means.count, pictures) { place, target in
      let away = Double(means[place] - target)
      sum += away * away
    }
    return strength / 2 * sum / Double(pictures.count)
  }

  /// Adds its gradient to that by the posterior means.
  func hold(_ gradients: inout [Float], of means: [Float], _ pictures: ArraySlice<Int>) {
    let share = Float(strength / Double(pictures.count))
    forEachAnchor(means.count, pictures) { place, target in gradients[place] += share * (means[place] - target) }
  }

  private func forEachAnchor(_ count: Int, _ pictures: ArraySlice<Int>, _ body: (Int, Float) -> Void) {
    let dimensions = count / pictures.count
    for (row, picture) in pictures.enumerated() {
      for target in targets { body(row * dimensions + target.dimension, target.values[picture]) }
    }
  }

  private static func standardised(_ values: [Double]) -> [Float] {
    let count = Double(max(values.count, 1))
    let mean = values.reduce(0, +) / count
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    return values.map { Float(($0 - mean) / max(deviation, 1e-12)) }
  }
}
