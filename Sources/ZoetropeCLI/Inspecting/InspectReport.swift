import Zoetrope

/// What `inspect` tells, as text and as JSON.
struct InspectReport {
  let folder: String
  let model: Autoencoder
  let survey: LatentSurvey
  /// Nil where the encoder gives points.
  let samplingEffect: Double?
  let failures: [PictureError]

  /// The most dimensions and odd pictures that the text lists.
  private static let listed = 16

  /// As `24 pictures of Samples/faces, model faces`.
  var phrase: String { "\(survey.pictures.count) pictures of \(folder), model \(model.name)" }

  var warnings: [String] {
    var warnings: [String] = []
    if let samplingEffect, samplingEffect < Autoencoder.invisibleChange {
      warnings.append(
        "drawing a latent is invisible: at temperature 1 it changes a decoded picture by \(Self.number(samplingEffect)) of 255 "
          + "levels, less than \(Self.number(Autoencoder.invisibleChange, 0)); raise the temperature of `sample z`, or draw from the prior"
      )
    }
    if model.description.statistics == nil {
      warnings.append(
        "the model \"\(model.name)\" does not say how its training data lies, so pictures are compared with each other only; "
          + "`zoetrope model measure` prints the statistics for its model.yaml")
    }
    return warnings
  }

  var text: String { [summary, dimensionTable, distanceTable, oddOnes].joined(separator: "\n") }

  private var summary: String {
    let active = survey.dimensions.count(where: \.isActive)
    var lines = [
      "\(phrase): \(active) of \(survey.dimensions.count) latent dimensions are active",
      "  (the variance of the posterior mean over the pictures is above \(LatentSurvey.activeVariance) of the prior's)",
    ]
    if let divergence = survey.divergence {
      lines.append("KL divergence to the prior: \(Self.number(divergence, 1)) nats a picture")
    } else {
      lines.append("the encoder gives points and no distribution: sigma is 0 and there is no KL divergence")
    }
    if let samplingEffect {
      lines.append(
        "drawing a latent changes a decoded picture by \(Self.number(samplingEffect, 1)) of 255 levels (root mean square)"
      )
    }
    if let components = survey.components, components.shares.count > 1 {
      let shares = components.shares.map { Self.number($0 * 100, 1) + " %" }.joined(separator: " and ")
      lines.append("the first two principal components have \(shares) of the variance")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var dimensionTable: String {
    let shown = survey.ranked.prefix(Self.listed)
    let rows = shown.map { dimension in
      [
        dimension.name, Self.number(dimension.mean), Self.number(dimension.deviation),
        dimension.sigma.map { Self.number($0) } ?? "–", dimension.divergence.map { Self.number($0) } ?? "–",
        dimension.isActive ? "active" : "",
      ]
    }
    let rest = survey.dimensions.count - shown.count
    return TextTable.text([["dimension", "mean", "deviation", "sigma", "KL", ""]] + rows)
      + (rest > 0 ? "… and \(rest) more; --json lists all\n" : "")
  }

  private var distanceTable: String {
    let shares = [(0.5, "median"), (0.9, "90 %"), (0.99, "99 %"), (1, "largest")]
    func row(_ name: String, _ values: [Double]) -> [String] {
      [name] + shares.map { Self.number(LatentSurvey.quantile(values, $0.0)) }
    }
    let norm = model.description.statistics.map {
      "99.9 % of the training data have a latent norm of at most \(Self.number($0.latentNorm))\n"
    }
    return TextTable.text([
      ["distance from"] + shares.map(\.1), row("the prior", survey.pictures.map(\.priorDistance)),
      row("the folder (Mahalanobis)", survey.pictures.map(\.folderDistance)),
    ]) + (norm ?? "") + mismatch + shrinkage
  }

  private var mismatch: String {
    survey.mismatch(with: model.prior).map {
      "all posteriors together lie \(Self.number($0)) from the prior (Fréchet distance, in its standard deviations)\n"
    } ?? ""
  }

  private var shrinkage: String {
    guard let shrinkage = survey.shrinkage else {
      return "more than \(LatentSurvey.mostCorrelatedDimensions) dimensions: each by its own variance\n"
    }
    return "the covariance was pulled to the identity by \(Self.number(shrinkage * 100)) % (Ledoit-Wolf)\n"
  }

  private var oddOnes: String {
    let odd = survey.odd
    let rule = "farther than \(Self.number(LatentSurvey.oddDeviations, 0)) robust standard deviations above the median"
    guard !odd.isEmpty else { return "no picture is odd: none is \(rule)\n" }
    let rows = odd.prefix(Self.listed).map { [$0.key, Self.number($0.priorDistance), Self.number($0.folderDistance)] }
    return "odd pictures, \(rule): \(odd.count)\n" + TextTable.text([["picture", "prior", "folder"]] + rows)
      + (odd.count > rows.count ? "… and \(odd.count - rows.count) more; --json lists all\n" : "")
  }

  static func number(_ value: Double, _ digits: Int = 2) -> String {
    NumberText.fixed(value, digits: digits, minus: "-")
  }
}

extension InspectReport {
  var json: JSONValue {
    let odd = Set(survey.odd.map(\.key))
    return [
      "folder": .string(folder), "model": .string(model.name), "fingerprint": .string(model.fingerprint),
      "divergence": survey.divergence.map { .number($0) } ?? .null,
      "prior mismatch": survey.mismatch(with: model.prior).map { .number($0) } ?? .null,
      "sampling effect": samplingEffect.map { .number($0) } ?? .null,
      "shrinkage": survey.shrinkage.map { .number($0) } ?? .null,
      "component shares": .array((survey.components?.shares ?? []).map { .number($0) }),
      "warnings": .array(warnings.map { .string($0) }), "dimensions": .array(survey.dimensions.map(Self.json)),
      "pictures": .array(survey.pictures.map { Self.json($0, isOdd: odd.contains($0.key)) }),
      "failures": .array(failures.map { ["path": .string($0.path.string), "reason": .string($0.reason)] }),
    ]
  }

  private static func json(_ dimension: LatentSurvey.Dimension) -> JSONValue {
    [
      "index": .int(dimension.index), "name": .string(dimension.name), "mean": .number(dimension.mean),
      "deviation": .number(dimension.deviation), "sigma": dimension.sigma.map { .number($0) } ?? .null,
      "divergence": dimension.divergence.map { .number($0) } ?? .null, "active": .bool(dimension.isActive),
    ]
  }

  private static func json(_ picture: LatentSurvey.Picture, isOdd: Bool) -> JSONValue {
    [
      "key": .string(picture.key), "prior distance": .number(picture.priorDistance),
      "folder distance": .number(picture.folderDistance), "odd": .bool(isOdd),
    ]
  }
}
