import Tensors

/// Whether a picture is like those that a model was trained on.
public enum Familiarity: Hashable, Sendable {
  /// The model does not say how its training data lies.
  case unmeasured
  /// It lies where 99.9 % of the training data lie.
  case familiar
  /// It lies farther out than 99.9 % of the training data, by one measure or more.
  case unfamiliar([Excess])

  /// A measure by which a picture lies outside.
  public struct Excess: Hashable, Sendable {
    /// What is measured.
    public enum Measure: String, Sendable {
      /// The mean squared difference of picture and reconstruction.
      case reconstructionError = "reconstruction error"
      /// The norm of the posterior mean.
      case latentNorm = "latent norm"
    }

    /// What is measured.
    public let measure: Measure
    /// Its value for the picture.
    public let found: Double
    /// What 99.9 % of the training data do not exceed.
    public let limit: Double
  }
}

extension Familiarity {
  /// The verdict on a picture.
  /// - Parameters:
  ///   - latentNorm: the norm of its posterior mean.
  ///   - reconstructionError: its mean squared difference to its reconstruction; nil if it was not decoded.
  ///   - statistics: the model's.
  public init(latentNorm: Double, reconstructionError: Double?, _ statistics: ModelStatistics?) {
    guard let statistics else {
      self = .unmeasured
      return
    }
    let all = [
      Excess(measure: .latentNorm, found: latentNorm, limit: statistics.latentNorm),
      Excess(
        measure: .reconstructionError, found: reconstructionError ?? 0, limit: statistics.reconstructionError),
    ]
    let excesses = all.filter { $0.found > $0.limit }
    self = excesses.isEmpty ? .familiar : .unfamiliar(excesses)
  }
}

extension Familiarity: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unmeasured: "the model's training data was not measured"
    case .familiar: "like the training data"
    case .unfamiliar(let excesses):
      "unlike the training data: "
        + excesses.map {
          "\($0.measure.rawValue) \(Self.short($0.found)) (99.9 % of it have at most \(Self.short($0.limit)))"
        }.joined(separator: ", ")
    }
  }

  /// Three significant digits.
  private static func short(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "\(value)" }
    var scale = 1.0
    while value * scale < 100 { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
}
