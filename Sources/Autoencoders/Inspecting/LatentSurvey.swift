public import Statistics
import Tensors

/// What the latents of a folder of pictures hold: every dimension, and how far each picture lies out.
public struct LatentSurvey: Sendable {
  /// One latent dimension over all pictures.
  public struct Dimension: Hashable, Sendable {
    /// Counted from 0.
    public let index: Int
    /// As recipes may call it: its name in the model, or `z[3]`.
    public let name: String
    /// The mean of the posterior means.
    public let mean: Double
    /// The standard deviation of the posterior means over the pictures.
    public let deviation: Double
    /// The root of the mean posterior variance; nil where the encoder gives points.
    public let sigma: Double?
    /// The mean KL divergence to the prior in nats; nil where the encoder gives points.
    public let divergence: Double?
    /// Whether the posterior mean says something of the picture: its variance over the pictures is above
    /// `activeVariance` of the prior's variance (Burda, Grosse and Salakhutdinov, 2016).
    public let isActive: Bool
  }

  /// How far a picture lies out.
  public struct Picture: Hashable, Sendable {
    /// Its path below the folder.
    public let key: String
    /// The norm of its posterior mean in standard deviations of the prior, from the prior's mean.
    public let priorDistance: Double
    /// Its Mahalanobis distance from the pictures of the folder.
    public let folderDistance: Double
  }

  /// A dimension is active above this share of the prior's variance.
  public static let activeVariance = 0.01
  /// Covariance and principal components are computed up to so many dimensions; beyond, distances go by each
  /// dimension's own variance.
  public static let mostCorrelatedDimensions = 512

  /// In the order of their indices.
  public let dimensions: [Dimension]
  /// In the order in which they were given.
  public let pictures: [Picture]
  /// How much the covariance was pulled towards the identity, 0…1; nil beyond `mostCorrelatedDimensions`.
  public let shrinkage: Double?
  /// The two directions along which the pictures vary most; nil where there are too few pictures, or too many dimensions.
  public let components: PrincipalComponents?
  /// The posterior means, a row a picture.
  public let means: Matrix

  /// Looks at the posteriors of pictures.
  /// - Parameters:
  ///   - posteriors: each with its picture's key.
  ///   - model: whose posteriors they are.
  /// - Throws: ``SurveyError``.
  public init(_ posteriors: [(key: String, posterior: DiagonalGaussian)], model: Autoencoder) throws(SurveyError) {
    guard posteriors.count > 1 else { throw .tooFew(posteriors.count) }
    let size = model.latentShape.count
    var rows: [Double] = []
    rows.reserveCapacity(posteriors.count * size)
    for (_, posterior) in posteriors { posterior.mean.withUnsafeElements { rows += $0.map { Double($0) } } }
    let means = Matrix(rows: posteriors.count, columns: size, rows)
    let spread = FolderSpread(means)
    guard spread.variance.contains(where: { $0 > 0 }) else { throw .allEqual }
    let divergences = DimensionSums(posteriors.map(\.posterior), model.prior)
    let names = Dictionary(model.description.dimensions.map { ($0.index, $0.name) }) { first, _ in first }
    dimensions = (0..<size).map { index in
      Dimension(
        index: index, name: names[index] ?? "z[\(index)]", mean: spread.mean[index],
        deviation: spread.variance[index].squareRoot(), sigma: divergences?.sigma(index),
        divergence: divergences?.divergence(index),
        isActive: spread.variance[index] > Self.activeVariance * Double(model.prior.variance[index]))
    }
    pictures = posteriors.enumerated().map { row, picture in
      let mean = means.row(row)
      return Picture(
        key: picture.key, priorDistance: model.prior.distance(mean), folderDistance: spread.distance(mean))
    }
    shrinkage = spread.shrinkage
    components = spread.shrinkage == nil ? nil : PrincipalComponents(means, count: 2)
    self.means = means
  }

  /// The dimensions by their KL divergence, or where there is none by their deviation, the largest first.
  public var ranked: [Dimension] {
    dimensions.sorted { a, b in
      let (x, y) = (a.divergence ?? a.deviation, b.divergence ?? b.deviation)
      return x == y ? a.index < b.index : x > y
    }
  }

  /// The KL divergence of a picture to the prior on average, in nats; nil where the encoder gives points.
  public var divergence: Double? {
    let all = dimensions.compactMap(\.divergence)
    return all.count == dimensions.count ? all.reduce(0, +) : nil
  }
}

/// Why latents cannot be surveyed.
public enum SurveyError: Error, Hashable, Sendable {
  case tooFew(Int)
  case allEqual
}

extension SurveyError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooFew(let count):
      "a distribution needs at least two pictures, and \(count == 1 ? "one" : "none") could be used; name a folder that has more"
    case .allEqual: "all pictures have the same latents; name a folder of different pictures"
    }
  }
}

extension Prior {
  /// How far a latent lies from the mean, in standard deviations.
  fileprivate func distance(_ latent: [Double]) -> Double {
    latent.indices.reduce(0.0) { sum, i in
      let step = latent[i] - Double(mean[i])
      return sum + step * step / max(Double(variance[i]), 1e-30)
    }.squareRoot()
  }
}
