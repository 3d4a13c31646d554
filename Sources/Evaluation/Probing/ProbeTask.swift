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
  /// What is taken where a fifth of the pictures, or the rest, lacks a class.
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

  /// The penalty with the smallest loss on the last fifth of the pictures, after learning from the others.
  private func penalty(_ learning: [Int]) -> Double {
    let count = learning.count - learning.count / 5
    let (fitted, aside) = (learning[..<count], learning[count...])
    let belongs = fitted.map { truth[$0] }
    guard belongs.contains(true), belongs.contains(false), !aside.isEmpty else { return Self.defaultPenalty }
    let fits = LogisticRegression.path(features.matrix(fitted), belongs: belongs, penalties: Self.penalties)
    let losses = fits.map { fit in
      zip(features.scores(fit.score, aside), aside).reduce(0.0) { sum, pair in
        let margin = truth[pair.1] ? pair.0 : -pair.0
        return sum + log1p(exp(-abs(margin))) + max(-margin, 0)
      }
    }
    return zip(losses, Self.penalties).min { $0.0 < $1.0 }?.1 ?? Self.defaultPenalty
  }
}
