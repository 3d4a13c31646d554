import Autoencoders
import Distributions

/// The latent half of the objective where a latent has categories: continuous numbers, if any, as without them, and behind
/// them each category relaxed by a Gumbel-softmax. The KL divergences are added, each with its own penalty (Dupont, 2018).
struct JoinedTerms {
  private let continuous: PosteriorTerms?
  private let categories: [RelaxedCategory]
  private let batch: Int
  private let hasOtherView: Bool

  /// - Parameters:
  ///   - outputs: the encoder's: the mean unless all is categories, the logits of each category, the spread.
  ///   - hasOtherView: whether the outputs are those of a batch and of another view of it, whose logits count.
  ///   - noise: ε, [batch, latent]; for a category the normal numbers that become Gumbel noise.
  init(
    _ outputs: [[Float]], noise: [Float], _ measure: UntrainedModel.SpreadMeasure?, _ prior: Prior,
    _ categorical: [CategoricalLatent], temperature: Double, hasOtherView: Bool = false, batch: Int
  ) {
    self.hasOtherView = hasOtherView
    func first(_ output: [Float]) -> [Float] { hasOtherView ? Array(output.prefix(output.count / 2)) : output }
    func second(_ output: [Float]) -> [Float] { hasOtherView ? Array(output.suffix(output.count / 2)) : output }
    self.batch = batch
    let size = noise.count / max(batch, 1)
    func columns(_ range: Range<Int>) -> [Float] { (0..<batch).flatMap { row in range.map { noise[row * size + $0] } } }
    let dimensions = categorical.first?.range.lowerBound ?? size
    continuous =
      dimensions == 0
      ? nil
      : PosteriorTerms(
        mean: first(outputs[0]), spread: first(outputs.last ?? []), noise: columns(0..<dimensions), measure, prior,
        batch: batch)
    categories = zip(categorical, outputs.dropFirst(dimensions == 0 ? 0 : 1)).map { latent, logits in
      RelaxedCategory(
        logits: second(logits).map { Double($0) },
        noise: columns(latent.range).map { NormalProbability.gumbel(Double($0)) }, temperature: temperature,
        batch: batch)
    }
  }

  private var dimensions: Int { (continuous?.latents.count ?? 0) / max(batch, 1) }
  private var size: Int { categories.reduce(dimensions) { $0 + $1.count } }

  private var categoricalDivergence: Double { categories.reduce(0) { $0 + $1.divergence } }

  private func penalty(_ objective: CategoricalObjective, step: Int) -> Penalty {
    Penalty(objective.penalty, step: step, divergences: [categoricalDivergence])
  }
}

extension JoinedTerms: LatentTerms {
  var latents: [Float] {
    let first = continuous?.latents ?? []
    return (0..<batch).flatMap { row in
      first[row * dimensions..<(row + 1) * dimensions]
        + categories.flatMap { $0.values[row * $0.count..<(row + 1) * $0.count].map { Float($0) } }
    }
  }

  var shares: [Double]? { nil }

  var klDivergence: Double { (continuous?.klDivergence ?? 0) + categoricalDivergence }

  func penalty(_ objective: Objective, step: Int) -> Double {
    let balance = objective.categorical.balance * categories.reduce(0) { $0 + $1.imbalance }
    return (continuous?.penalty(objective, step: step) ?? 0) + penalty(objective.categorical, step: step).value
      + balance
  }

  func gradients(_ latents: [Float], losses: [Double], _ objective: Objective, step: Int) -> LatentGradients {
    let size = size
    func columns(_ range: Range<Int>) -> [Float] {
      (0..<batch).flatMap { row in latents[row * size + range.lowerBound..<row * size + range.upperBound] }
    }
    let own = continuous?.gradients(columns(0..<dimensions), losses: [], objective, step: step).encoder ?? []
    let factor = penalty(objective.categorical, step: step).weights[0]
    var start = dimensions
    let logits = categories.map { category in
      defer { start += category.count }
      return category.gradients(
        columns(start..<start + category.count).map { Double($0) }, factor: factor,
        balance: objective.categorical.balance
      ).map { Float($0) }
    }
    // What does not count of a view has no gradient.
    func first(_ gradient: [Float]) -> [Float] { gradient + (hasOtherView ? gradient.map { _ in 0 } : []) }
    func second(_ gradient: [Float]) -> [Float] { (hasOtherView ? gradient.map { _ in 0 } : []) + gradient }
    return LatentGradients(encoder: own.prefix(1).map(first) + logits.map(second) + own.dropFirst().map(first))
  }
}
