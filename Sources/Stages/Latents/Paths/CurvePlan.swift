/// How the latents of a chain are spread over its stretches, and what belongs to each.
struct CurvePlan: Sendable {
  /// One latent: the stretch it lies on and how much of that stretch is gone, 0 at the key it begins with.
  struct Place: Sendable, Hashable {
    let stretch: Int
    let time: Double
  }

  let places: [Place]

  /// - Parameters:
  ///   - counts: how many steps each stretch takes.
  ///   - isClosed: whether the last stretch ends at the first key, which is not given a second time.
  init(_ counts: [Int], isClosed: Bool) {
    let inner = counts.enumerated().flatMap { stretch, count in
      (0..<count).map { Place(stretch: stretch, time: Double($0) / Double(count)) }
    }
    places = isClosed ? inner : inner + [Place(stretch: counts.count - 1, time: 1)]
  }

  /// So many steps, given to stretches in proportion to their lengths: each has at least one, so that every key is
  /// passed, and the steps' lengths differ as little as whole numbers of them allow.
  static func even(_ total: Int, over lengths: [Double]) -> [Int] {
    var counts = Array(repeating: 1, count: lengths.count)
    for _ in 0..<max(0, total - counts.count) {
      let longest = lengths.indices.max { lengths[$0] / Double(counts[$0]) < lengths[$1] / Double(counts[$1]) }
      if let longest { counts[longest] += 1 }
    }
    return counts
  }
}
