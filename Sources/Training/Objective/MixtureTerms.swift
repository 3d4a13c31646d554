import Autoencoders
import Tensors

/// The latent half of the objective where the posterior is a mixture, q(z|x) = Σₖ wₖ·N(z; μₖ, σₖ²).
///
/// One latent is drawn of every component, zₖ = μₖ + σₖ·ε, and counts by the component's weight: the expectation over the
/// components is exact, that within one is reparameterised (stratified sampling; Morningstar et al., 2021). So the bound is
/// Σₖ wₖ·(log p(x|zₖ) − KLₖ), with KLₖ = KL(N(μₖ, σₖ²) ‖ p) + log q(zₖ|x) − log N(zₖ; μₖ, σₖ²). The first part has a closed
/// form; the rest is 0 where there is one component, of which everything is as without a mixture.
struct MixtureTerms {
  private let batch: Int
  /// How many latents are drawn of a picture.
  private let components: Int
  /// How many numbers a latent has.
  private let dimensions: Int
  private let pictures: [MixtureDraws]
  private let slopes: [Double]
  private let prior: DrawPrior
  /// Whether the encoder gives logits; a posterior of one component needs none.
  private let givesLogits: Bool

  /// - Parameters:
  ///   - means: the encoder's first output, [batch, components, latent].
  ///   - logits: its second, [batch, components]; nil for one component.
  ///   - spreads: its third, as the means.
  ///   - noise: ε, as many numbers as means.
  init(
    means: [Float], logits: [Float]?, spreads: [Float], noise: [Float], _ measure: UntrainedModel.SpreadMeasure,
    _ prior: DrawPrior, batch: Int
  ) {
    givesLogits = logits != nil
    let logits = logits ?? Array(repeating: 0, count: batch)
    self.prior = prior
    self.batch = batch
    components = logits.count / max(batch, 1)
    dimensions = means.count / max(logits.count, 1)
    let (size, count) = (means.count / max(batch, 1), components)
    pictures = (0..<batch).map { picture in
      let range = picture * size..<(picture + 1) * size
      return MixtureDraws(
        means: means[range].map { Double($0) }, logVariances: spreads[range].map { measure.logVariance(Double($0)) },
        logits: logits[picture * count..<(picture + 1) * count].map { Double($0) },
        noise: noise[range].map { Double($0) }, prior: prior)
    }
    slopes = spreads.map { measure.slope(Double($0)) }
  }
}

extension MixtureTerms: LatentTerms {
  var latents: [Float] { pictures.flatMap { $0.latents.map { Float($0) } } }
  var shares: [Double]? { pictures.flatMap { $0.weights.map { $0 / Double(batch) } } }
  var klDivergence: Double { pictures.reduce(0) { $0 + $1.divergence } / Double(batch) }

  func penalty(_ objective: Objective, step: Int) -> Double {
    Penalty(objective, step: step, divergences: [klDivergence]).value
  }

  func gradients(_ latents: [Float], losses: [Double], _ objective: Objective, step: Int) -> LatentGradients {
    let factor = Penalty(objective, step: step, divergences: [klDivergence]).weights[0]
    let size = components * dimensions
    var (means, logits, spreads) = ([Float](), [Float](), [Float]())
    let none = prior.noGradients
    var learned = none
    for (number, picture) in pictures.enumerated() {
      let gradients = picture.gradients(
        latents[number * size..<(number + 1) * size].map { Double($0) },
        losses: Array(losses[number * components..<(number + 1) * components]), factor: factor,
        share: 1 / Double(batch), none)
      learned.add(gradients.prior)
      means += gradients.means.map { Float($0) }
      logits += gradients.logits.map { Float($0) }
      spreads += zip(gradients.logVariances, slopes[number * size..<(number + 1) * size]).map { Float($0 * $1) }
    }
    return LatentGradients(encoder: givesLogits ? [means, logits, spreads] : [means, spreads], prior: learned.all)
  }
}
