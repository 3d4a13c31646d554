import Zoetrope

/// What `evaluate` tells, for people.
struct EvaluationText {
  let evaluation: Evaluation
  let folder: String
  var probes: [Probe] = []
  var distances: PriorDistances?
  var disentanglement: Disentanglement?
  var purities: [CategoryPurity] = []

  var text: String {
    ([head, figures, dimensions] + probes.map(Self.table)
      + [distances.map(Self.table), disentanglement.map(DisentanglementText.text)].compactMap { $0 }
      + purities.map(PurityText.text))
      .joined(separator: "\n")
  }

  private var head: String {
    let count = evaluation.pictures.count
    return
      "\(count) pictures of \(folder), model \(evaluation.model.name), \(evaluation.settings.draws) draws a picture, "
      + "± standard error of the mean\n"
  }

  private var figures: String {
    let sharp = evaluation.samples.map { samples in
      row(
        "sharpness, prior \(samples.kind.rawValue)", Self.number(evaluation.sharpness(of: samples), 3),
        "the same of \(samples.pictures.count) pictures of nobody")
    }
    let rows: [[String]?] =
      [
        estimate("mean squared error", evaluation.squaredError, 5, "of the decoded posterior mean, samples in [0, 1]"),
        estimate("PSNR", evaluation.peakRatio, 2, "dB, the mean of the pictures'"),
        estimate("KL divergence", evaluation.divergence, 2, "nats a picture"),
        estimate("reconstruction", evaluation.reconstruction, 1, "nats a picture: E log p(x|z)"),
        estimate("ELBO", evaluation.bound, 1, "nats a picture"),
        estimate("log p(x)", evaluation.importance, 1, importanceWords),
        estimate("bits per dimension", evaluation.bitsPerDimension, 4, "from log p(x), of a sample in 256 levels"),
        row(
          "sharpness", Self.number(evaluation.sharpness, 3),
          "gradient energy of the reconstructions, photographs = 1"),
      ] + sharp
    return TextTable.text(rows.compactMap { $0 })
  }

  private var importanceWords: String {
    let effective = evaluation.effectiveDraws.map { Self.number($0.mean, 1) } ?? "–"
    return "nats a picture, importance-weighted; \(effective) of \(evaluation.settings.draws) draws count"
  }

  private var dimensions: String {
    let survey = evaluation.survey
    guard survey.divergence != nil else {
      return "the encoder gives points and no distribution: there is no KL divergence, ELBO or log p(x)\n"
    }
    let largest = survey.ranked.prefix(5).map { "\($0.name) \(Self.number($0.divergence ?? 0, 2))" }
    return
      "\(evaluation.activeDimensions) of \(survey.dimensions.count) latent dimensions are active; largest KL divergences: "
      + largest.joined(separator: ", ") + "\n"
  }

  private static func table(_ probe: Probe) -> String {
    let names = probe.rows.map(\.features).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let counts = probe.rows.map(\.labels).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    let rows = names.map { name in
      [name]
        + counts.map { count in
          let row = probe.rows.first { $0.features == name && $0.labels == count }
          return row.map { "\(percent($0.mean)) ± \(number($0.deviation * 100, 1))" } ?? "–"
        }
    }
    return "accuracy of \(probe.column) by logistic regression, ± deviation over \(Probe.seeds) seeds "
      + "(\(probe.labelled) labelled pictures; guessing: \(percent(probe.majority)))\n"
      + TextTable.text([["labels"] + counts.map { "\($0)" }] + rows)
  }

  private static func table(_ distances: PriorDistances) -> String {
    let rows = distances.rows.map { [$0.name, number($0.distance, 2)] }
    return "Fréchet distance from \(distances.count) photographs in the latent space of \(distances.judge)\n"
      + TextTable.text(rows + [["half of the photographs from the others", number(distances.halves, 2)]])
  }

  private func estimate(_ name: String, _ estimate: Estimate?, _ digits: Int, _ words: String) -> [String]? {
    estimate.map { row(name, "\(Self.number($0.mean, digits)) ± \(Self.number($0.standardError, digits))", words) }
  }

  private func row(_ name: String, _ value: String, _ words: String) -> [String] { [name, value, words] }

  private static func percent(_ share: Double) -> String { number(share * 100, 1) + " %" }

  private static func number(_ value: Double, _ digits: Int) -> String { InspectReport.number(value, digits) }
}

extension EvaluationText {
  var json: JSONValue {
    var members = evaluation.json.object ?? []
    members.append(.init("folder", .string(folder)))
    if !probes.isEmpty { members.append(.init("probes", .array(probes.map(\.json)))) }
    if let disentanglement { members.append(.init("disentanglement", disentanglement.json)) }
    if !purities.isEmpty { members.append(.init("purity", .array(purities.map(\.json)))) }
    if let distances { members.append(.init("frechet", distances.json)) }
    return .object(members)
  }
}
