import Autoencoders
public import Documents
import Files

extension Evaluation {
  /// Everything as JSON.
  public var json: JSONValue {
    [
      "model": .string(model.name), "fingerprint": .string(model.fingerprint), "pictures": .int(pictures.count),
      "draws": .int(settings.draws), "seed": .string("\(settings.seed)"),
      "squared error": squaredError.json, "peak signal-to-noise ratio": peakRatio.json, "elbo": bound.json,
      "reconstruction": reconstruction.json, "kl divergence": divergence.json, "log density": importance.json,
      "effective draws": effectiveDraws.json, "bits per dimension": bitsPerDimension.json,
      "active dimensions": .int(activeDimensions),
      "dimensions": .array(
        survey.dimensions.map {
          [
            "index": .int($0.index), "name": .string($0.name),
            "kl divergence": $0.divergence.map { .number($0) } ?? .null, "active": .bool($0.isActive),
          ]
        }),
      "sharpness": .number(sharpness),
      "priors": .array(
        samples.map { ["prior": .string($0.kind.rawValue), "sharpness": .number(sharpness(of: $0))] }),
      "failures": .array(failures.map { ["path": .string($0.path.string), "reason": .string($0.reason)] }),
    ]
  }
}

extension Probe {
  /// Every accuracy as JSON.
  public var json: JSONValue {
    [
      "column": .string(column), "labelled": .int(labelled), "majority": .number(majority),
      "rows": .array(
        rows.map {
          [
            "features": .string($0.features), "labels": .int($0.labels), "accuracy": .number($0.mean),
            "deviation": .number($0.deviation), "accuracies": .array($0.accuracies.map { .number($0) }),
          ]
        }),
    ]
  }
}

extension PriorDistances {
  /// Every distance as JSON.
  public var json: JSONValue {
    [
      "judge": .string(judge), "pictures": .int(count), "halves": .number(halves),
      "rows": .array(rows.map { ["pictures": .string($0.name), "distance": .number($0.distance)] }),
    ]
  }
}

extension Estimate? {
  /// An infinity is no number of JSON.
  fileprivate var json: JSONValue {
    guard let self, self.mean.isFinite else { return .null }
    return ["mean": .number(self.mean), "standard error": .number(self.standardError)]
  }
}
