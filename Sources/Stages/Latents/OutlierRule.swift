import Autoencoders
import Dataflow
import Tensors

/// What `encode` does with a picture that is far from what the model was trained on.
public enum OutlierRule: String, CaseIterable, Sendable {
  /// Tells of it and goes on.
  case warn
  /// Pulls the mean of its posterior back to the norm that 99.9 % of the training data do not exceed, and says so.
  case clamp
  /// Leaves it out: it fails with the reason, and the others go on.
  case skip
}

extension OutlierRule {
  /// Makes sure that the model says how its training data lies, where the rule needs it.
  func check(_ model: Autoencoder) throws {
    guard self != .warn, model.description.statistics == nil else { return }
    throw FieldError(
      "on outlier",
      "\"on outlier: \(self)\" needs to know how the training data lies, and the model \"\(model.name)\" does not say; "
        + "`zoetrope model measure` prints the statistics for its model.yaml")
  }

  /// The posterior as it goes on.
  /// - Throws: ``UnfamiliarPicture`` where it is left out.
  func settle(
    _ posterior: DiagonalGaussian, reconstructionError: Double?, _ origin: String, _ model: Autoencoder,
    _ run: RunContext
  ) throws -> DiagonalGaussian {
    let verdict = model.familiarity(of: posterior, reconstructionError: reconstructionError)
    guard case .unfamiliar = verdict else { return posterior }
    switch self {
    case .warn: model.warnIfStrange(posterior, origin, run)
    case .skip: throw UnfamiliarPicture(verdict: verdict)
    case .clamp:
      let clamped = posterior.clamped(to: model.description.statistics?.latentNorm ?? .infinity)
      run.warn("\(origin): \(verdict); its latent was pulled back to that norm")
      return clamped
    }
    return posterior
  }
}

/// A picture that a recipe leaves out because it is unlike those the model was trained on.
struct UnfamiliarPicture: Error, CustomStringConvertible {
  let verdict: Familiarity
  var description: String { "left out by \"on outlier: skip\", \(verdict)" }
}

extension DiagonalGaussian {
  /// The same with its mean pulled towards 0 to a norm, if it is longer.
  fileprivate func clamped(to limit: Double) -> DiagonalGaussian {
    let norm = mean.withUnsafeElements { $0.reduce(0) { $0 + Double($1) * Double($1) } }.squareRoot()
    guard norm > limit else { return self }
    // A hair less, so that rounding does not leave it outside.
    let factor = Float(limit / norm * (1 - 1e-6))
    return pulledTowardsZero(by: factor)
  }
}

extension Autoencoder {
  /// How far each picture is from its reconstruction; nil where there is no picture or none comes back.
  func reconstructionErrors(
    _ pictures: [Result<Tensor, any Error>], _ posteriors: [Result<DiagonalGaussian, any Error>], labels: [Int]
  ) throws -> [Double?] {
    let means = posteriors.map { try? $0.get().mean }
    let known = zip(labels, means).filter { $0.1 != nil }.map(\.0)
    var decoded = try decode(means.compactMap(\.self), labels: known).makeIterator()
    return zip(pictures, means).map { picture, mean in
      guard mean != nil, let likelihood = try? decoded.next()?.get(), let picture = try? picture.get() else {
        return nil
      }
      return Self.reconstructionError(of: picture, from: likelihood.mean)
    }
  }
}
