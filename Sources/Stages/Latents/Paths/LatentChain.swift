import Tensors

/// The whole way through several key latents, one stretch from each to the next; of a closed one also from the last to
/// the first.
struct LatentChain: Sendable {
  let stretches: [LatentPath]

  /// - Precondition: two keys or more.
  init(_ keys: [Tensor], _ path: Curve.Path, isClosed: Bool) {
    let count = isClosed ? keys.count : keys.count - 1
    let ends = (0..<count).map { (from: $0, to: ($0 + 1) % keys.count) }
    switch path {
    case .linear: stretches = ends.map { .linear(keys[$0.from], keys[$0.to]) }
    case .spherical: stretches = ends.map { .spherical(keys[$0.from], keys[$0.to]) }
    case .smooth:
      let steps = ends.map { Step(keys[$0.from], keys[$0.to]) }
      let velocities = keys.indices.map { key in
        Step.velocity(
          before: key > 0 ? steps[key - 1] : isClosed ? steps.last : nil, after: key < count ? steps[key] : nil)
      }
      stretches = ends.map { end in
        let duration = steps[end.from].duration
        return .smooth(
          keys[end.from], keys[end.to], leaving: velocities[end.from].map { Float(Double($0) * duration) },
          arriving: velocities[end.to].map { Float(Double($0) * duration) })
      }
    }
  }
}

/// From one key of a centripetal Catmull–Rom spline to the next.
private struct Step {
  let difference: Tensor
  /// The square root of the distance. Knots so far apart keep the spline from cusps and loops between keys that are
  /// unequally far from each other, which even knots do not.
  let duration: Double

  init(_ from: Tensor, _ to: Tensor) {
    difference = to.combined(with: from, -)
    duration = LatentPath.distance(from, to).squareRoot()
  }

  /// The velocity at the key between two steps: that of the parabola through the three keys; at an end, or beside two
  /// equal keys, that of the one step there is.
  static func velocity(before: Step?, after: Step?) -> Tensor {
    switch (before.flatMap(\.moving), after.flatMap(\.moving)) {
    case (let before?, let after?):
      let (d, e) = (before.duration, after.duration)
      // (e/d · Δ₁ + d/e · Δ₂) / (d + e)
      return before.difference.combined(with: after.difference) {
        Float((e / d * Double($0) + d / e * Double($1)) / (d + e))
      }
    case (let one?, nil), (nil, let one?): return one.difference.map { Float(Double($0) / one.duration) }
    case (nil, nil): return (before ?? after)?.difference ?? Tensor([1])
    }
  }

  private var moving: Step? { duration > 0 ? self : nil }
}
