import Zoetrope

/// What `evaluate --factors` tells, for people.
enum DisentanglementText {
  /// How many dimensions are told of.
  private static let most = 12

  static func text(_ figures: Disentanglement) -> String {
    let rows = figures.followers.prefix(most).map { follower in
      [
        follower.dimension, follower.divergence.map { InspectReport.number($0, 2) } ?? "–", follower.factor,
        InspectReport.number(follower.correlation, 3),
      ]
    }
    let gaps = zip(figures.factors, figures.gap.gaps).map { [$0, InspectReport.number($1, 3)] }
    return "disentanglement over \(figures.factors.count) factors\n"
      + TextTable.text([
        [
          "β-VAE metric", InspectReport.number(figures.betaMetric, 3),
          "how often the common factor is told; guessing: \(InspectReport.number(1 / Double(figures.factors.count), 3))",
        ],
        ["MIG", InspectReport.number(figures.gap.score, 3), "mutual information gap; 1 is one dimension a factor"],
      ]) + "\ndimensions by their KL divergence, and the factor that each follows\n"
      + TextTable.text([["dimension", "KL", "factor", "correlation"]] + rows) + "\ngap of each factor\n"
      + TextTable.text(gaps)
  }
}
