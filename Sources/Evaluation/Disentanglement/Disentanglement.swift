import Autoencoders
public import Documents
import Statistics

/// How far each latent dimension stands for one true factor of the pictures.
public struct Disentanglement: Sendable {
  /// A latent dimension and the factor it goes with.
  public struct Follower: Hashable, Sendable {
    /// As recipes may call the dimension.
    public let dimension: String
    /// Its mean KL divergence; nil where the encoder gives points.
    public let divergence: Double?
    /// The factor whose correlation with it is largest.
    public let factor: String
    /// That correlation, −1…1.
    public let correlation: Double
  }

  /// The fewest pictures.
  public static let least = 100

  /// The β-VAE metric.
  public let betaMetric: Double
  /// The mutual information gap.
  public let gap: MutualInformationGap
  /// The factors that vary, in the order of `gap.gaps`.
  public let factors: [String]
  /// The dimensions by their KL divergence, the largest first.
  public let followers: [Follower]

  /// Measures the posterior means of an evaluation.
  /// - Throws: ``FactorError``.
  public init(_ evaluation: Evaluation, _ table: FactorTable, seed: UInt64) throws {
    let means = evaluation.survey.means
    guard means.rows >= Self.least else { throw FactorError.tooFew(means.rows, least: Self.least) }
    guard table.factors.count > 1 else { throw FactorError.oneFactor(table.factors[0].name) }
    let codes = (0..<means.rows).map { Array(means.row($0)) }
    let columns = (0..<means.columns).map { column in codes.map { $0[column] } }
    let levels = table.factors.map { Bins.levels($0.values) }
    betaMetric = try BetaVAEMetric(codes: codes, factors: levels, seed: seed).accuracy
    gap = MutualInformationGap(codes: columns, factors: levels)
    factors = table.factors.map(\.name)
    followers = evaluation.survey.ranked.map { dimension in
      let all = table.factors.map { ($0.name, correlation(columns[dimension.index], $0.values)) }
      let best = all.max { abs($0.1) < abs($1.1) } ?? ("", 0)
      return Follower(
        dimension: dimension.name, divergence: dimension.divergence, factor: best.0, correlation: best.1)
    }
  }
}

/// Pearson's; 0 where one of the two does not vary.
func correlation(_ a: [Double], _ b: [Double]) -> Double {
  let count = Double(max(a.count, 1))
  let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
  var (ab, aa, bb) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    ab += (x - meanA) * (y - meanB)
    aa += (x - meanA) * (x - meanA)
    bb += (y - meanB) * (y - meanB)
  }
  return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
}

extension Disentanglement {
  /// Everything as JSON.
  public var json: JSONValue {
    [
      "beta-vae metric": .number(betaMetric), "mig": .number(gap.score),
      "factors": .array(zip(factors, gap.gaps).map { ["name": .string($0), "gap": .number($1)] }),
      "dimensions": .array(
        followers.map {
          [
            "dimension": .string($0.dimension), "kl divergence": $0.divergence.map { .number($0) } ?? .null,
            "factor": .string($0.factor), "correlation": .number($0.correlation),
          ]
        }),
    ]
  }
}
