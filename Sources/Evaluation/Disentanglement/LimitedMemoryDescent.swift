/// L-BFGS (Liu and Nocedal, 1989) with a step that is halved until the value falls: the minimum of a smooth convex function.
struct LimitedMemoryDescent {
  let steps: Int
  private static let memory = 12
  private static let tolerance = 1e-7

  func minimum(from start: [Double], _ function: ([Double]) -> (value: Double, gradient: [Double])) -> [Double] {
    var place = start
    var (value, gradient) = function(place)
    var pairs: [(s: [Double], y: [Double], curvature: Double)] = []
    for _ in 0..<steps {
      let direction = Self.direction(gradient, pairs)
      let slope = dot(direction, gradient)
      guard -slope > Self.tolerance * max(abs(value), 1) * 1e-3 else { break }
      var length = pairs.isEmpty ? 1 / max(dot(gradient, gradient).squareRoot(), 1) : 1
      var found: (place: [Double], value: Double, gradient: [Double])?
      for _ in 0..<40 where found == nil {
        let next = zip(place, direction).map { $0 + length * $1 }
        let (after, slopes) = function(next)
        if after <= value + 1e-4 * length * slope { found = (next, after, slopes) }
        length /= 2
      }
      guard let found else { break }
      let (s, y) = (zip(found.place, place).map { $0 - $1 }, zip(found.gradient, gradient).map { $0 - $1 })
      let curvature = dot(s, y)
      if curvature > 1e-12 { pairs = Array((pairs + [(s, y, curvature)]).suffix(Self.memory)) }
      let gain = value - found.value
      (place, value, gradient) = found
      if gain < Self.tolerance * max(abs(value), 1) { break }
    }
    return place
  }

  /// Downhill, by the curvature of the last steps.
  private static func direction(
    _ gradient: [Double], _ pairs: [(s: [Double], y: [Double], curvature: Double)]
  ) -> [Double] {
    var q = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.s, q) / pair.curvature
      shares.append(share)
      for i in q.indices { q[i] -= share * pair.y[i] }
    }
    if let last = pairs.last {
      let scale = last.curvature / max(dot(last.y, last.y), 1e-300)
      for i in q.indices { q[i] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = share - dot(pair.y, q) / pair.curvature
      for i in q.indices { q[i] += back * pair.s[i] }
    }
    return q.map { -$0 }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
