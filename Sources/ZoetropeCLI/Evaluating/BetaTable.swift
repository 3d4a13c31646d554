import Zoetrope

/// What each β of a list came to: how well its model reconstructs, against how far its dimensions tell factors apart.
struct BetaTable {
  /// One trained model.
  struct Row {
    let beta: Double
    let squaredError: Double
    let divergence: Double
    let active: Int
    /// Where the true factors are known.
    let disentanglement: (metric: Double, gap: Double)?
  }

  private(set) var rows: [Row] = []

  /// How many pictures are measured, at most.
  static let most = 2000

  /// Measures trained models on the first pictures that they learned from.
  /// - Returns: nil for data that are no folder of pictures.
  init?(_ trainings: [TrainingRecipe]) throws {
    for training in trainings {
      guard case .folder(let folder) = training.data else { return nil }
      let model = try Models.load(training.output.string)
      let files = try folder.files().prefix(Self.most)
      let evaluation = try Evaluation(
        model, files.map { folder.folder.appending($0) }, below: folder.folder,
        PictureReader(for: model, crop: folder.crop, fit: folder.fit),
        EvaluationSettings(draws: 0, seed: training.settings.seed))
      let disentanglement = try folder.factors.map { path in
        let table = try FactorTable(path, keys: evaluation.pictures.map(\.key))
        return try Disentanglement(evaluation, table, seed: training.settings.seed)
      }
      rows.append(
        Row(
          beta: training.settings.objective.beta.end, squaredError: evaluation.squaredError?.mean ?? 0,
          divergence: evaluation.survey.divergence ?? 0, active: evaluation.activeDimensions,
          disentanglement: disentanglement.map { ($0.betaMetric, $0.gap.score) }))
    }
  }

  private var hasFactors: Bool { rows.contains { $0.disentanglement != nil } }

  private var titles: [String] {
    ["beta", "squared error", "KL", "active dimensions"] + (hasFactors ? ["beta-VAE metric", "MIG"] : [])
  }

  /// For people.
  var text: String {
    TextTable.text([titles] + rows.map { $0.cells { InspectReport.number($0, $1) } })
  }

  /// For programs.
  var csv: String {
    ([titles] + rows.map { $0.cells { value, _ in "\(value)" } }).map { $0.joined(separator: ",") + "\n" }.joined()
  }
}

extension BetaTable.Row {
  /// - Parameter number: a value as text, for people with so many digits.
  fileprivate func cells(_ number: (Double, Int) -> String) -> [String] {
    [number(beta, 2), number(squaredError, 5), number(divergence, 2), "\(active)"]
      + (disentanglement.map { [number($0.metric, 3), number($0.gap, 3)] } ?? [])
  }
}
