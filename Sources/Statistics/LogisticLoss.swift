#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a logistic regression minimises, by Newton's method: each step solves H·p = −∇J by conjugate gradients, as
/// exactly as it pays, and is halved until J falls.
struct LogisticLoss {
  private let vectors: Matrix
  private let signs: [Double]
  private let shares: [Double]
  private let penalty: Double

  /// The largest element of the gradient at which the minimum is reached.
  private static let tolerance = 1e-10

  init(_ vectors: Matrix, _ belongs: [Bool], _ weights: [Double]?, _ penalty: Double) {
    self.vectors = vectors
    self.penalty = penalty
    signs = belongs.map { $0 ? 1 : -1 }
    let weights = weights ?? [Double](repeating: 1, count: vectors.rows)
    let sum = weights.reduce(0, +)
    shares = weights.map { $0 / sum }
  }

  func minimum(from start: LinearScore) -> LinearScore {
    var place = Place(start, self)
    for _ in 0..<100 {
      let largest = place.gradient.map(abs).max() ?? 0
      guard largest > Self.tolerance else { break }
      let step = ConjugateGradient.solve(
        place.gradient.map { -$0 }, tolerance: min(0.1, largest.squareRoot()) * 0.1, limit: 400
      ) { direction in curvature(at: place, along: direction) }
      guard let next = descend(from: place, step) else { break }
      place = next
    }
    return place.score
  }

  /// The first of the full, half, quarter, … step at which J falls as it must; nil where it falls no more.
  private func descend(from place: Place, _ step: [Double]) -> Place? {
    let slope = zip(place.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
    var length = 1.0
    for _ in 0..<40 {
      let weights = zip(place.score.weights, step).map { $0 + length * $1 }
      let next = Place(
        LinearScore(weights: weights, bias: place.score.bias + length * step[step.count - 1]), self)
      if next.value <= place.value + 1e-4 * length * slope + 1e-15 * abs(place.value) { return next }
      length /= 2
    }
    return nil
  }

  /// H·p, where p's last number is the bias's.
  private func curvature(at place: Place, along p: [Double]) -> [Double] {
    let weights = Array(p.dropLast())
    let projections = zip(vectors.times(weights), place.curvatures).map { ($0 + p[p.count - 1]) * $1 }
    let product = vectors.transposedTimes(projections)
    return zip(product, weights).map { $0 + penalty * $1 } + [projections.reduce(0, +)]
  }

  /// A point with everything that is known there.
  private struct Place {
    let score: LinearScore
    let value: Double
    /// ∇J; the last number is the bias's.
    let gradient: [Double]
    /// The second derivative of each sample's loss by its score.
    let curvatures: [Double]

    init(_ score: LinearScore, _ loss: LogisticLoss) {
      let margins = zip(score(loss.vectors), loss.signs).map { $0 * $1 }
      let samples = margins.map(LogisticSample.init)
      let slopes = samples.indices.map { -loss.shares[$0] * loss.signs[$0] * samples[$0].wrongness }
      let squared = score.weights.reduce(0) { $0 + $1 * $1 }
      self.score = score
      value = zip(samples, loss.shares).reduce(0) { $0 + $1.0.loss * $1.1 } + loss.penalty / 2 * squared
      gradient =
        zip(loss.vectors.transposedTimes(slopes), score.weights).map { $0 + loss.penalty * $1 } + [slopes.reduce(0, +)]
      curvatures = zip(samples, loss.shares).map { $0.wrongness * (1 - $0.wrongness) * $1 }
    }
  }
}

/// log(1 + exp(−m)) of a margin m, without overflow, and how wrong the sample is: 1 / (1 + exp(m)).
private struct LogisticSample {
  let loss: Double
  let wrongness: Double

  init(margin: Double) {
    let small = exp(-abs(margin))
    loss = log1p(small) + max(-margin, 0)
    wrongness = margin >= 0 ? small / (1 + small) : 1 / (1 + small)
  }
}
