public import Autoencoders
public import Charts
import Statistics

/// A survey as figures.
extension LatentSurvey {
  /// What the two axes of a scatter plot are.
  public enum Axes: Hashable, Sendable {
    /// The two directions along which the pictures vary most.
    case components
    /// Two dimensions.
    case dimensions(Int, Int)
  }

  /// The most bars of a chart.
  public static let mostBars = 64

  /// The dimensions' KL divergences as bars, the largest first; where the encoder gives points, their deviations.
  /// - Parameter folder: what the pictures are, in words.
  public func bars(of folder: String) -> Figure {
    let isDistribution = divergence != nil
    let shown = ranked.prefix(Self.mostBars)
    let bars = shown.map { BarChart.Bar($0.name, $0.divergence ?? $0.deviation, group: $0.isActive ? 0 : 1) }
    let cut = dimensions.count > shown.count ? "the \(shown.count) largest of \(dimensions.count) dimensions" : ""
    let total = divergence.map { "\(Self.rounded($0)) nats a picture in all" } ?? ""
    let active = dimensions.count(where: \.isActive)
    return Figure(
      isDistribution
        ? "\(active) of \(dimensions.count) dimensions say something of a picture"
        : "How much the pictures differ in each dimension",
      subtitle: [folder, total, cut].filter { !$0.isEmpty }.joined(separator: "; "),
      .bars(
        BarChart(
          bars, groups: active < dimensions.count ? ["active", "inactive"] : [],
          label: isDistribution ? "KL divergence to the prior (nats)" : "standard deviation of the latents")))
  }

  /// The pictures in a plane, coloured by their labels.
  /// - Throws: ``NoSuchAxes``.
  public func scatter(_ axes: Axes, labels: LabelGroups?, of folder: String) throws -> Figure {
    let (places, xLabel, yLabel) = try placed(axes)
    let dots = places.enumerated().map { index, place in
      ScatterPlot.Dot(place.0, place.1, group: labels.map { $0.groups[index] ?? -1 } ?? 0)
    }
    let unlabelled = labels?.groups.count { $0 == nil } ?? 0
    let grey = unlabelled > 0 ? "; \(unlabelled) without a label in grey" : ""
    return Figure(
      labels.map { "The latents by \($0.column)" } ?? "The latents", subtitle: "\(folder), posterior means\(grey)",
      .scatter(
        ScatterPlot(
          dots, groups: labels?.names ?? [], isOrdered: labels?.isOrdered ?? false, xLabel: xLabel, yLabel: yLabel)))
  }

  private func placed(_ axes: Axes) throws(NoSuchAxes) -> ([(Double, Double)], String, String) {
    switch axes {
    case .dimensions(let x, let y):
      guard dimensions.indices.contains(x), dimensions.indices.contains(y) else {
        throw .dimension(dimensions.indices.contains(x) ? y : x, count: dimensions.count)
      }
      return ((0..<means.rows).map { (means[$0, x], means[$0, y]) }, dimensions[x].name, dimensions[y].name)
    case .components:
      guard let components, components.shares.count > 1 else { throw .components }
      let places = (0..<means.rows).map { row -> (Double, Double) in
        let coordinates = components.coordinates(means.row(row))
        return (coordinates[0], coordinates[1])
      }
      let labels = components.shares.enumerated().map {
        "principal component \($0 + 1) (\(Self.rounded($1 * 100)) % of the variance)"
      }
      return (places, labels[0], labels[1])
    }
  }

  /// One digit behind the point.
  static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}

/// Axes that a survey does not have.
public enum NoSuchAxes: Error, Hashable, Sendable {
  case dimension(Int, count: Int)
  case components
}

extension NoSuchAxes: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .dimension(let index, let count):
      "there is no latent dimension \(index); the model's are 0 to \(count - 1)"
    case .components:
      "there are no two principal components of so few pictures, or of more than \(LatentSurvey.mostCorrelatedDimensions) dimensions; name two dimensions, as --axes 0,1"
    }
  }
}
