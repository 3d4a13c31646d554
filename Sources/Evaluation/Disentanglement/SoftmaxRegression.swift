import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A linear classifier of several classes: multinomial logistic regression with scikit-learn's default penalty, ½‖W‖²
/// against the sum of the losses, and intercepts that are free.
struct SoftmaxRegression {
  private let weights: [Double]
  private let features: Int
  private let count: Int
  private static let steps = 300

  /// Learns from points, a row each.
  init(_ points: Matrix, classes: [Int], count: Int) {
    self.count = count
    features = points.columns
    let loss = SoftmaxLoss(points, classes, count)
    weights = LimitedMemoryDescent(steps: Self.steps).minimum(
      from: [Double](repeating: 0, count: count * (points.columns + 1)), loss.evaluate)
  }

  /// The class of the highest score.
  func best(_ point: [Double]) -> Int {
    let scores = (0..<count).map { k -> Double in
      let row = k * (features + 1)
      return point.indices.reduce(weights[row + features]) { $0 + weights[row + $1] * point[$1] }
    }
    return scores.indices.max { scores[$0] < scores[$1] } ?? 0
  }
}

/// The loss of a softmax regression and its gradient.
private struct SoftmaxLoss {
  private let points: Matrix
  private let classes: [Int]
  private let count: Int

  init(_ points: Matrix, _ classes: [Int], _ count: Int) {
    self.points = points
    self.classes = classes
    self.count = count
  }

  /// Weights lie class after class, each with its intercept last.
  func evaluate(_ weights: [Double]) -> (value: Double, gradient: [Double]) {
    let width = points.columns + 1
    var gradient = weights
    var value = 0.0
    for place in weights.indices {
      if place % width == width - 1 { gradient[place] = 0 } else { value += weights[place] * weights[place] / 2 }
    }
    var scores = [Double](repeating: 0, count: count)
    for (row, own) in classes.enumerated() {
      let point = points.row(row)
      for k in 0..<count {
        var sum = weights[k * width + width - 1]
        for (d, x) in point.enumerated() { sum += weights[k * width + d] * x }
        scores[k] = sum
      }
      let top = scores.max() ?? 0
      let total = scores.reduce(0) { $0 + exp($1 - top) }
      value += top + log(total) - scores[own]
      for k in 0..<count {
        let excess = exp(scores[k] - top) / total - (k == own ? 1 : 0)
        for (d, x) in point.enumerated() { gradient[k * width + d] += excess * x }
        gradient[k * width + width - 1] += excess
      }
    }
    return (value, gradient)
  }
}
