import Statistics
import Tensors

/// The components that fit best to how likely each vector comes from them.
struct MaximisationStep: Sendable {
  let components: [WeightedComponent]

  /// How many rows of a covariance are computed at once.
  private static let band = 64
  /// A component to which less than this share of one vector belongs keeps its shape.
  private static let leastCount = 1e-6

  /// - Parameters:
  ///   - memberships: a list for each component: a number for each vector.
  ///   - before: the components of the step before, if there was one.
  init(
    _ vectors: Matrix, _ memberships: [[Double]], _ penalty: MixturePenalty, before: MaximisationStep? = nil
  ) throws {
    let moments = try concurrentMap(memberships.count) { k in
      let count = memberships[k].reduce(0, +)
      return (count: count, mean: vectors.transposedTimes(memberships[k]).map { $0 / count })
    }
    let living = memberships.indices.filter { moments[$0].count >= Self.leastCount || before == nil }
    let bands = stride(from: 0, to: vectors.columns, by: Self.band).map {
      $0..<min($0 + Self.band, vectors.columns)
    }
    let scatters = living.map { WeightedScatter(vectors, weights: memberships[$0], mean: moments[$0].mean) }
    let rows = try concurrentMap(living.count * bands.count) { task in
      scatters[task / bands.count].band(bands[task % bands.count])
    }
    var components = memberships.indices.map { before?.components[$0].weighing(moments[$0].count) }
    let fresh = try concurrentMap(living.count) { place -> WeightedComponent in
      let (count, mean) = moments[living[place]]
      var covariance = Matrix(
        rows: vectors.columns, columns: vectors.columns,
        rows[place * bands.count..<(place + 1) * bands.count].flatMap { $0 })
      for i in mean.indices {
        covariance[i, i] += penalty.diagonal[i]
        for j in 0...i { covariance[i, j] /= count }
      }
      let name = "component \(living[place])"
      return WeightedComponent(weight: count, try CorrelatedGaussian(mean: mean, covariance: covariance, name: name))
    }
    for (k, component) in zip(living, fresh) { components[k] = component }
    let sum = components.reduce(0) { $0 + ($1?.weight ?? 0) }
    self.components = components.compactMap { $0.map { $0.weighing($0.weight / sum) } }
  }
}
