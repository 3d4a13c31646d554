import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One logistic regression.
struct ProbeTask {
  private let features: ProbeFeatures
  private let truth: [Bool]

  /// What is tried, the smoothest first. Raw pixels are many, so that they need a larger one than latents.
  private static let penalties = [100, 10, 1, 0.1, 0.01, 0.001]
  /// The parts that the pictures are cut into to choose one.
  private static let folds = 5
  /// What is taken where the pictures without any of these parts lack a class.
  private static let defaultPenalty = 1.0

  init(_ features: ProbeFeatures, _ truth: [Bool]) {
    self.features = features
    self.truth = truth
  }

  /// The share of pictures that is told right after learning from others.
  func accuracy(learning: [Int], judging: [Int]) -> Double {
    let fit = LogisticRegression(
      features.matrix(learning), belongs: learning.map { truth[$0] }, penalty: penalty(learning))
    let scores = features.scores(fit.score, judging)
    return Double(zip(scores, judging).count { ($0 > 0) == truth[$1] }) / Double(judging.count)
  }

  /// The penalty with the smallest loss when each fifth of the pictures is told after learning from the others.
  private func penalty(_ learning: [Int]) -> Double {
    var losses = [Double](repeating: 0, count: Self.penalties.count)
    for fold in 0..<Self.folds {
      let aside = learning.indices.filter { $0 % Self.folds == fold }.map { learning[$0] }
      let fitted = learning.indices.filter { $0 % Self.folds != fold }.map { learning[$0] }
      let belongs = fitted.map { truth[$0] }
      guard belongs.contains(true), belongs.contains(false) else { continue }
      let fits = LogisticRegression.path(features.matrix(fitted), belongs: belongs, penalties: Self.penalties)
      for (place, fit) in fits.enumerated() { losses[place] += loss(fit, aside) }
    }
    guard losses.contains(where: { $0 > 0 }) else { return Self.defaultPenalty }
    return zip(losses, Self.penalties).min { $0.0 < $1.0 }?.1 ?? Self.defaultPenalty
  }

  /// The cross-entropy of a fit on some pictures: log(1 + e^−margin) of each.
  private func loss(_ fit: LogisticRegression, _ pictures: [Int]) -> Double {
    zip(features.scores(fit.score, pictures), pictures).reduce(0.0) { sum, pair in
      let margin = truth[pair.1] ? pair.0 : -pair.0
      return sum + log1p(exp(-abs(margin))) + max(-margin, 0)
    }
  }
}
