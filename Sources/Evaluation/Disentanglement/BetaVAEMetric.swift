import Statistics
import Tensors

/// The β-VAE metric (Higgins et al. 2017) as disentanglement_lib computes it: how well a linear classifier tells which
/// factor two batches have in common.
///
/// A point is the mean of |z₁ − z₂| over 64 pairs of pictures that agree in one factor, chosen at random, and in nothing
/// else on purpose. Pairs are found among the pictures there are: the second of a pair is any with the first's level of
/// that factor.
public struct BetaVAEMetric: Hashable, Sendable {
  /// How much is drawn.
  public struct Size: Hashable, Sendable {
    /// Pairs of a point, points to learn from, points to be judged by.
    public var pairs = 64
    public var learning = 10_000
    public var judging = 5_000

    /// disentanglement_lib's.
    public init() {}
  }

  /// The share of points whose factor is told right; chance is 1 / factors.
  public let accuracy: Double

  /// - Parameters:
  ///   - codes: of each picture its latent means.
  ///   - factors: for each factor its level of each picture, from 0.
  /// - Precondition: there are two factors and two pictures at least.
  public init(codes: [[Double]], factors: [[Int]], size: Size = Size(), seed: UInt64 = 0) throws {
    precondition(factors.count > 1 && codes.count > 1, "\(factors.count) factors of \(codes.count) pictures")
    let pairs = FactorPairs(factors, seed: seed)
    let points = try concurrentMap(size.learning + size.judging) { number in
      Self.point(number, codes, pairs, size.pairs)
    }
    let fit = SoftmaxRegression(
      Matrix(rows: points[..<size.learning].map(\.features)), classes: points[..<size.learning].map(\.factor),
      count: factors.count)
    let judged = points[size.learning...]
    accuracy = Double(judged.count { fit.best($0.features) == $0.factor }) / Double(max(judged.count, 1))
  }

  private static func point(
    _ number: Int, _ codes: [[Double]], _ pairs: FactorPairs, _ count: Int
  ) -> (features: [Double], factor: Int) {
    let (factor, members) = pairs.draw(number, count)
    var sums = [Double](repeating: 0, count: codes[0].count)
    for (a, b) in members { for d in sums.indices { sums[d] += abs(codes[a][d] - codes[b][d]) } }
    return (sums.map { $0 / Double(count) }, factor)
  }
}

/// Pairs of pictures that have a factor in common.
private struct FactorPairs: Sendable {
  private let levels: [[Int]]
  /// For each factor and level the pictures that have it.
  private let members: [[[Int]]]
  private let seed: UInt64

  init(_ factors: [[Int]], seed: UInt64) {
    levels = factors
    self.seed = seed
    members = factors.map { factor in
      var places = [[Int]](repeating: [], count: (factor.max() ?? 0) + 1)
      for (picture, level) in factor.enumerated() { places[level].append(picture) }
      return places
    }
  }

  /// A factor, and pairs of pictures that agree in it.
  func draw(_ number: Int, _ count: Int) -> (factor: Int, pairs: [(Int, Int)]) {
    let chances = RandomSource(seed: seed, stage: "beta-vae metric", item: "\(number)").uniforms(1 + 2 * count)
    let factor = Self.choice(chances[0], of: levels.count)
    let pairs = (0..<count).map { pair in
      let first = Self.choice(chances[1 + 2 * pair], of: levels[factor].count)
      let alike = members[factor][levels[factor][first]]
      return (first, alike[Self.choice(chances[2 + 2 * pair], of: alike.count)])
    }
    return (factor, pairs)
  }

  private static func choice(_ chance: Float, of count: Int) -> Int {
    min(Int(Double(chance) * Double(count)), count - 1)
  }
}
