import Statistics

/// What keeps covariances from collapsing: −½ Σ tr(Σₖ⁻¹·R), with a diagonal R.
struct MixturePenalty: Sendable {
  /// The diagonal of R.
  let diagonal: [Double]

  /// A dimension that hardly varies counts as if it had this share of the mean variance.
  private static let leastShare = 1e-6

  init(_ vectors: Matrix, _ settings: MixtureFitSettings) {
    let standard = Standardisation(vectors)
    let variances = standard.mean.indices.map { j -> Double in
      (0..<vectors.rows).reduce(0.0) { sum, i in
        let step = vectors[i, j] - standard.mean[j]
        return sum + step * step
      } / Double(vectors.rows)
    }
    let least = Self.leastShare * variances.reduce(0, +) / Double(max(1, variances.count))
    let share = settings.regularisation * Double(vectors.rows) / Double(settings.components)
    diagonal = variances.map { share * max($0, least) }
  }

  func value(_ components: [WeightedComponent]) -> Double {
    guard diagonal.contains(where: { $0 > 0 }) else { return 0 }
    return -components.reduce(0.0) { sum, component in
      sum + zip(component.distances.precisions, diagonal).reduce(0) { $0 + $1.0 * $1.1 }
    } / 2
  }
}
