import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The direction of a logistic regression, whose penalty is chosen on pictures that are left out meanwhile.
struct LogisticDirection {
  /// Along the gradient of the score.
  let direction: [Double]
  /// The penalty that was chosen.
  let penalty: Double

  /// What is tried, the smoothest first.
  static let penalties = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003]
  /// What is taken where the pictures are too few to choose.
  static let defaultPenalty = 0.03

  init(_ latents: LabelledLatents, _ weights: [Double]) {
    let penalty = Self.penalty(latents, weights)
    let fit = LogisticRegression(
      latents.matrix, belongs: latents.hasAttribute, weights: weights, penalty: penalty)
    self.penalty = penalty
    direction = fit.score.weights
  }

  /// The penalty with the smallest loss on a fifth of the pictures, which is left out of these fits.
  private static func penalty(_ latents: LabelledLatents, _ weights: [Double]) -> Double {
    let isAside = latents.keys.map(HeldOut.isAside)
    let (fitted, aside) = (latents.filtered { !isAside[$0] }, latents.filtered { isAside[$0] })
    guard fitted.counts.least >= AttributeFit.minimum, aside.counts.least >= AttributeFit.minimum else {
      return defaultPenalty
    }
    let fits = LogisticRegression.path(
      fitted.matrix, belongs: fitted.hasAttribute,
      weights: weights.indices.filter { !isAside[$0] }.map { weights[$0] }, penalties: penalties)
    let (matrix, asideWeights) = (aside.matrix, weights.indices.filter { isAside[$0] }.map { weights[$0] })
    let losses = fits.map { loss($0.score(matrix), aside.hasAttribute, asideWeights) }
    return zip(losses, penalties).min { $0.0 < $1.0 }?.1 ?? defaultPenalty
  }

  /// Σ s·log(1 + exp(−y·score)).
  private static func loss(_ scores: [Double], _ belongs: [Bool], _ weights: [Double]) -> Double {
    scores.indices.reduce(0) { sum, i in
      let margin = belongs[i] ? scores[i] : -scores[i]
      return sum + weights[i] * (log1p(exp(-abs(margin))) + max(-margin, 0))
    }
  }
}

extension AttributeVector.ClassCounts {
  /// The smaller class.
  var least: Int { min(with, without) }
}
