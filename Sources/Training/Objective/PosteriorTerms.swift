import Autoencoders
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The latent half of the objective: draws z, and the gradient of the KL divergence.
///
/// Everything of one batch, [batch, latent] row by row.
struct PosteriorTerms {
  private(set) var mean: [Float]
  private(set) var spread: [Float]
  private(set) var latents: [Float]
  private let noise: [Float]
  /// σ of each element; empty for a deterministic model.
  private var deviations: [Double] = []
  private let measure: UntrainedModel.SpreadMeasure?
  private let prior: Prior
  private let batch: Int

  /// - Parameters:
  ///   - spread: the encoder's second output; empty for a deterministic model, whose latents are the means.
  ///   - noise: ε, as many numbers as latents.
  init(
    mean: [Float], spread: [Float], noise: [Float], _ measure: UntrainedModel.SpreadMeasure?, _ prior: Prior, batch: Int
  ) {
    self.mean = mean
    self.spread = spread
    self.noise = noise
    self.measure = measure
    self.prior = prior
    self.batch = batch
    latents = mean
    guard let measure else { return }
    deviations = spread.map { Self.deviation($0, measure) }
    for i in mean.indices { latents[i] += Float(deviations[i]) * noise[i] }
  }

  private var dimensions: Int { mean.count / max(batch, 1) }

  /// σ, from what the encoder gives.
  private static func deviation(_ spread: Float, _ measure: UntrainedModel.SpreadMeasure) -> Double {
    switch measure {
    case .logVariance: exp(Double(spread) / 2)
    case .logSigma: exp(Double(spread))
    case .sigma: Double(abs(spread))
    }
  }

  /// The derivative of σ by the encoder's second output.
  private func deviationSlope(_ i: Int) -> Double {
    switch measure {
    case nil: 0
    case .logVariance: deviations[i] / 2
    case .logSigma: deviations[i]
    case .sigma: spread[i] < 0 ? -1 : 1
    }
  }

  /// KL(q ‖ p) of each dimension, mean over the batch: ½((μ − m)²/v + σ²/v − 1 − log(σ²/v)) for a prior N(m, v).
  var klDivergences: [Double] {
    guard measure != nil else { return Array(repeating: 0, count: dimensions) }
    var sums = [Double](repeating: 0, count: dimensions)
    for i in mean.indices {
      let dimension = i % dimensions
      let (m, v) = (Double(prior.mean[dimension]), Double(prior.variance[dimension]))
      let (mu, ratio) = (Double(mean[i]) - m, deviations[i] * deviations[i] / v)
      sums[dimension] += (mu * mu / v + ratio - 1 - log(ratio)) / 2
    }
    return sums.map { $0 / Double(batch) }
  }

  /// The gradients of the encoder's outputs.
  /// - Parameters:
  ///   - latentGradients: of the loss by each latent, which has 1/batch in it.
  ///   - weights: for each dimension the derivative of the penalty by that dimension's mean KL divergence.
  func gradients(_ latentGradients: [Float], weights: [Double]) -> (mean: [Float], spread: [Float]) {
    guard measure != nil else { return (latentGradients, []) }
    var (means, spreads) = (latentGradients, latentGradients)
    for i in mean.indices {
      let dimension = i % dimensions
      let (m, v) = (Double(prior.mean[dimension]), Double(prior.variance[dimension]))
      let weight = weights[dimension] / Double(batch)
      let sigma = deviations[i]
      means[i] = Float(Double(latentGradients[i]) + weight * (Double(mean[i]) - m) / v)
      let bySigma = Double(latentGradients[i]) * Double(noise[i]) + weight * (sigma / v - 1 / max(sigma, 1e-30))
      spreads[i] = Float(bySigma * deviationSlope(i))
    }
    return (means, spreads)
  }
}
