import Autoencoders
import Distributions
import Foundation
import Kernels
import Tensors
import Testing

@testable import Training

/// The half of the objective that a posterior of several components has.
@Suite struct MixtureGradientTests {
  private static let (batch, dimensions) = (3, 2)
  private static let prior = Prior(mean: Tensor([2], [0.1, -0.2]), variance: Tensor([2], [1, 0.5]))

  private func noise(_ name: String, _ count: Int, _ scale: Float = 1, _ shift: Float = 0) -> [Float] {
    RandomSource(seed: 1, stage: "test", item: name).normals(count).map { $0 * scale + shift }
  }

  private func outputs(_ components: Int, _ measure: UntrainedModel.SpreadMeasure) -> [[Float]] {
    let count = Self.batch * components * Self.dimensions
    return [
      noise("mu", count, 0.8), noise("logits", Self.batch * components),
      noise("spread", count, 0.3, measure == .sigma ? 0.8 : -0.3),
    ]
  }

  private func terms(_ outputs: [[Float]], _ measure: UntrainedModel.SpreadMeasure) -> MixtureTerms {
    MixtureTerms(
      means: outputs[0], logits: outputs[1], spreads: outputs[2], noise: noise("e", outputs[0].count), measure,
      .normal(Self.prior.independent), batch: Self.batch)
  }

  @Test(
    "Weights, divergences and draws together have the gradient of their value",
    arguments: [UntrainedModel.SpreadMeasure.logVariance, .logSigma, .sigma], [Treatment.plain, .heavy, .capacity])
  func theGradientIsTheSlope(measure: UntrainedModel.SpreadMeasure, treatment: Treatment) {
    let (objective, components) = (treatment.objective, 3)
    let outputs = outputs(components, measure)
    let towards = noise("towards", outputs[0].count)
    /// Of each draw a loss that depends on it: c + Σ a·z.
    func losses(_ terms: MixtureTerms) -> [Double] {
      let latents = terms.latents
      return (0..<Self.batch * components).map { draw in
        (0..<Self.dimensions).reduce(Double(draw)) { sum, i in
          let place = draw * Self.dimensions + i
          return sum + Double(towards[place]) * Double(latents[place])
        }
      }
    }
    func value(_ outputs: [[Float]]) -> Double {
      let terms = terms(outputs, measure)
      let expected = zip(terms.shares ?? [], losses(terms)).reduce(0) { $0 + $1.0 * $1.1 }
      return terms.penalty(objective, step: 0) + expected
    }
    let now = terms(outputs, measure)
    let shares = now.shares ?? []
    let byLatents = towards.indices.map { Float(Double(towards[$0]) * shares[$0 / Self.dimensions]) }
    let gradients = now.gradients(byLatents, losses: losses(now), objective, step: 0).encoder
    for (output, gradient) in gradients.enumerated() {
      #expect(gradient.count == outputs[output].count)
      for i in gradient.indices {
        let slope = slope(outputs, output, i, value)
        #expect(abs(slope - Double(gradient[i])) < 3e-3 * max(1, abs(slope)), "output \(output), \(i)")
      }
    }
  }

  @Test func ofOneComponentEverythingIsAsWithoutAMixture() {
    let outputs = outputs(1, .logVariance)
    let towards = noise("towards", outputs[0].count, 1 / Float(Self.batch))
    let mixture = terms(outputs, .logVariance)
    let plain = PosteriorTerms(
      mean: outputs[0], spread: outputs[2], noise: noise("e", outputs[0].count), .logVariance, Self.prior,
      batch: Self.batch)
    var objective = Objective()
    objective.beta = .constant(3)
    #expect(abs(mixture.klDivergence - plain.klDivergence) < 1e-6)
    #expect(abs(mixture.penalty(objective, step: 0) - plain.penalty(objective, step: 0)) < 1e-6)
    for (a, b) in zip(mixture.latents, plain.latents) { #expect(abs(a - b) < 1e-6) }
    let one = mixture.gradients(towards, losses: [5, 6, 7], objective, step: 0).encoder
    let other = plain.gradients(towards, losses: [], objective, step: 0).encoder
    for (a, b) in zip(one[0], other[0]) { #expect(abs(a - b) < 1e-6) }
    for (a, b) in zip(one[2], other[1]) { #expect(abs(a - b) < 1e-6) }
    #expect(one[1].allSatisfy { abs($0) < 1e-6 })
  }

  /// Equal components are one distribution, whatever their weights.
  @Test func equalComponentsCostWhatOneCosts() {
    let (mean, spread): ([Float], [Float]) = ([0.3, -0.4], [-0.5, 0.2])
    let one = MixtureTerms(
      means: mean, logits: [0], spreads: spread, noise: [0, 0], .logVariance, .normal(Self.prior.independent), batch: 1)
    let two = MixtureTerms(
      means: mean + mean, logits: [0.7, -1], spreads: spread + spread, noise: noise("e", 4), .logVariance,
      .normal(Self.prior.independent), batch: 1)
    #expect(abs(one.klDivergence - two.klDivergence) < 1e-9)
  }

  /// Two components far apart are told apart: the divergence is that of each, and less by the entropy of the choice.
  @Test func farComponentsGainTheEntropyOfTheirChoice() {
    let terms = MixtureTerms(
      means: [40, 0, -40, 0], logits: [0, 0], spreads: [0, 0, 0, 0], noise: noise("e", 4), .logVariance,
      .normal(.standard(2)), batch: 1)
    #expect(abs(terms.klDivergence - (800 - log(2))) < 1e-9)
  }
}
