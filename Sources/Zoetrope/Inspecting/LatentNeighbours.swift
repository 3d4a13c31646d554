import Autoencoders
import Statistics
public import Tensors

/// How the likeness of two latents is measured.
public enum LatentMetric: String, CaseIterable, Sendable {
  /// The distance of the two points.
  case euclidean
  /// One minus the cosine of the angle between them.
  case cosine
  /// The Mahalanobis distance: directions in which the folder varies little count as much as those in which it varies.
  case whitened
}

/// The latents of many pictures, ready to find those that are nearest to one.
public struct LatentNeighbours: Sendable {
  /// A picture that was found.
  public struct Neighbour: Hashable, Sendable {
    /// Its place among the latents.
    public let index: Int
    public let distance: Double
  }

  private let metric: LatentMetric
  private let rows: NumberRows<Float>
  private let whitening: Mahalanobis?

  /// Prepares latents.
  /// - Throws: `SurveyError` where whitening has nothing to go by.
  public init(_ latents: [Tensor], _ metric: LatentMetric) throws {
    self.metric = metric
    let whitening = metric == .whitened ? try Self.whitening(latents) : nil
    self.whitening = whitening
    rows = NumberRows(latents.map { Self.prepared($0, metric, whitening) })
  }

  /// The nearest latents, the nearest first; of equal ones, the first of the folder first.
  /// - Parameter excluded: the place of the latent itself, if it is among them.
  public func nearest(to latent: Tensor, count: Int, excluding excluded: Int? = nil) -> [Neighbour] {
    nearest(Self.prepared(latent, metric, whitening), count, excluded)
  }

  /// The nearest to one of them.
  func nearest(toRow index: Int, count: Int) -> [Neighbour] { nearest(rows.row(index), count, index) }

  private func nearest(_ query: [Float], _ count: Int, _ excluded: Int?) -> [Neighbour] {
    rows.nearest(to: query, count, excluding: excluded).map {
      Neighbour(index: $0.index, distance: metric == .cosine ? Double($0.squared) / 2 : Double($0.squared).squareRoot())
    }
  }

  /// Latents such that the metric is the distance of points.
  private static func prepared(_ latent: Tensor, _ metric: LatentMetric, _ whitening: Mahalanobis?) -> [Float] {
    switch metric {
    case .euclidean: return latent.elements
    case .cosine:
      let norm = latent.elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      return norm > 0 ? latent.elements.map { Float(Double($0) / norm) } : latent.elements
    case .whitened: return whitening?.whitened(latent.elements.map { Double($0) }).map { Float($0) } ?? []
    }
  }

  private static func whitening(_ latents: [Tensor]) throws -> Mahalanobis {
    guard latents.count > 1 else { throw SurveyError.tooFew(latents.count) }
    let rows = Matrix(rows: latents.map { $0.elements.map { Double($0) } })
    return try Mahalanobis(ShrunkCovariance(rows), of: "the folder's latents")
  }
}
