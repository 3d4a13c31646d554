import Statistics
import Tensors

/// Vectors in groups around their means: where a fit begins.
struct KMeans: Sendable {
  /// A list for each group: 1 for a vector that belongs to it, else 0.
  let memberships: [[Double]]

  /// The most rounds of Lloyd's algorithm; the fit goes on from wherever they end.
  private static let rounds = 20

  /// - Throws: ``MixtureFitError/tooAlike(different:components:)``.
  init(_ vectors: Matrix, _ count: Int, seed: UInt64) throws {
    var centres = try Self.start(vectors, count, seed)
    var groups: [Int] = []
    for _ in 0..<Self.rounds {
      let nearest = try Self.nearest(vectors, centres)
      // A group that would lose its last vector ends the rounds: each begins with one at least.
      if nearest == groups || Set(nearest).count < count { break }
      groups = nearest
      centres = try concurrentMap(count) { Self.mean(vectors, nearest, $0) }
    }
    memberships = (0..<count).map { k in groups.map { $0 == k ? 1 : 0 } }
  }

  /// The means to begin with: each is a vector, chosen with a probability in proportion to the square of its distance from
  /// the nearest one so far.
  private static func start(_ vectors: Matrix, _ count: Int, _ seed: UInt64) throws -> [[Double]] {
    let uniforms = RandomSource(seed: seed, stage: "mixture", item: "start").uniforms(count)
    var centres = [vectors.row(min(vectors.rows - 1, Int(Double(uniforms[0]) * Double(vectors.rows))))]
    var squares = vectors.squaredDistances(to: centres[0])
    for uniform in uniforms.dropFirst() {
      let sum = squares.reduce(0, +)
      guard sum > 0 else { throw MixtureFitError.tooAlike(different: centres.count, components: count) }
      centres.append(vectors.row(place(of: Double(uniform) * sum, in: squares)))
      squares = zip(squares, vectors.squaredDistances(to: centres[centres.count - 1])).map { min($0, $1) }
    }
    guard count > 1 || squares.contains(where: { $0 > 0 }) else {
      throw MixtureFitError.tooAlike(different: 1, components: count)
    }
    return centres
  }

  /// The first place up to which the sum exceeds a number; one that adds something.
  private static func place(of target: Double, in numbers: [Double]) -> Int {
    var sum = 0.0
    for (place, number) in numbers.enumerated() {
      sum += number
      if sum > target { return place }
    }
    return numbers.lastIndex { $0 > 0 } ?? 0
  }

  /// The nearest centre of each vector; of equally near ones the first.
  private static func nearest(_ vectors: Matrix, _ centres: [[Double]]) throws -> [Int] {
    let squares = try concurrentMap(centres.count) { vectors.squaredDistances(to: centres[$0]) }
    return (0..<vectors.rows).map { row in
      centres.indices.reduce(0) { squares[$1][row] < squares[$0][row] ? $1 : $0 }
    }
  }

  /// The mean of a group that has members.
  private static func mean(_ vectors: Matrix, _ groups: [Int], _ group: Int) -> [Double] {
    let count = groups.count { $0 == group }
    return vectors.transposedTimes(groups.map { $0 == group ? 1 : 0 }).map { $0 / Double(count) }
  }
}
