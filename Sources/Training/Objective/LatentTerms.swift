/// The latent half of the objective for one batch: what is drawn of each posterior, what its KL divergence costs, and what
/// that means for the encoder.
protocol LatentTerms {
  /// z of every draw, [draws, latent].
  var latents: [Float] { get }
  /// How much each draw counts in the loss; nil where each picture has one draw.
  var shares: [Double]? { get }
  /// KL(q(z|x) ‖ p(z)), mean over the batch in nats.
  var klDivergence: Double { get }

  /// What the objective makes of it at a step, in nats.
  func penalty(_ objective: Objective, step: Int) -> Double

  /// The gradients of the loss by what the latents were made of.
  /// - Parameters:
  ///   - latents: by each latent, which has the share of its draw in it.
  ///   - losses: −log p(x|z) of each draw; empty where each picture has one.
  func gradients(_ latents: [Float], losses: [Double], _ objective: Objective, step: Int) -> LatentGradients
}

/// The gradients of the loss by what latents are made of.
struct LatentGradients {
  /// By the encoder's outputs, in their order.
  var encoder: [[Float]]
  /// By what is learned of the prior; nothing where it is given.
  var prior: [[Float]] = []
}

extension PosteriorTerms: LatentTerms {
  var shares: [Double]? { nil }
  var klDivergence: Double { klDivergences.reduce(0, +) }

  func penalty(_ objective: Objective, step: Int) -> Double {
    Penalty(objective, step: step, divergences: klDivergences).value
  }

  func gradients(_ latents: [Float], losses: [Double], _ objective: Objective, step: Int) -> LatentGradients {
    let weights = Penalty(objective, step: step, divergences: klDivergences).weights
    let (mean, spread) = gradients(latents, weights: weights)
    return LatentGradients(encoder: [mean, spread])
  }
}
