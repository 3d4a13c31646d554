import Autoencoders
import Foundation
import Kernels
import Tensors
import Testing

@testable import Training

/// The gradients of both halves of the objective against differences of its value.
@Suite struct ObjectiveGradientTests {
  private static let batch = 3
  private static let count = 12

  private func noise(_ name: String, _ scale: Float, _ shift: Float = 0, _ count: Int = count) -> [Float] {
    RandomSource(seed: 1, stage: "test", item: name).normals(count).map { $0 * scale + shift }
  }

  private func likelihood(
    _ outputs: [[Float]], _ family: UntrainedModel.Family, weight: Double = 0
  ) -> LikelihoodTerms {
    LikelihoodTerms(
      pictures: noise("x", 0.2, 0.5).map { min(max($0, 0), 1) }, outputs: outputs, family, varianceWeight: weight,
      batch: Self.batch, OneWorker())
  }

  private static let families: [UntrainedModel.Family] = [
    .gaussian(.logVariance), .gaussian(.logSigma), .gaussian(.sigma), .fixedVariance(0.3), .bernoulli,
  ]

  @Test(arguments: families) func theLikelihoodsGradientIsItsSlope(family: UntrainedModel.Family) {
    let hasSpread = if case .gaussian = family { true } else { false }
    let outputs = hasSpread ? [noise("m", 0.7), noise("s", 0.4, 0.9)] : [noise("m", 0.7)]
    let terms = likelihood(outputs, family)
    let gradients = hasSpread ? [terms.meanGradients, terms.spreadGradients] : [terms.meanGradients]
    for (output, gradient) in gradients.enumerated() {
      for i in 0..<Self.count {
        let slope = slope(outputs, output, i) { likelihood($0, family).loss }
        #expect(abs(slope - Double(gradient[i])) < 2e-3 * max(1, abs(slope)), "\(family), output \(output), \(i)")
      }
    }
  }

  /// β-NLL takes the factor v^b for a constant: its gradient is that of the plain likelihood times the factor.
  @Test func theVarianceWeightMultipliesTheGradient() {
    let outputs = [noise("m", 0.7), noise("s", 0.8)]
    let plain = likelihood(outputs, .gaussian(.logVariance))
    let weighted = likelihood(outputs, .gaussian(.logVariance), weight: 0.5)
    for i in 0..<Self.count {
      let factor = Float(exp(0.5 * Double(outputs[1][i])))
      #expect(abs(weighted.meanGradients[i] - factor * plain.meanGradients[i]) < 1e-5)
      #expect(abs(weighted.spreadGradients[i] - factor * plain.spreadGradients[i]) < 1e-5)
    }
    #expect(weighted.negativeLogLikelihood == plain.negativeLogLikelihood)
  }

  @Test(
    "KL, reparameterisation and penalty together have the gradient of their value",
    arguments: [UntrainedModel.SpreadMeasure.logVariance, .logSigma, .sigma],
    Treatment.allCases)
  func thePosteriorsGradientIsItsSlope(measure: UntrainedModel.SpreadMeasure, treatment: Treatment) {
    let objective = treatment.objective
    let prior = Prior(mean: Tensor([4], [0.1, -0.2, 0, 0.5]), variance: Tensor([4], [1, 0.5, 2, 1]))
    let towards = noise("towards", 1)
    let outputs = [noise("mu", 0.8), noise("spread", 0.3, measure == .sigma ? 0.8 : -0.3)]
    func terms(_ outputs: [[Float]]) -> PosteriorTerms {
      PosteriorTerms(
        mean: outputs[0], spread: outputs[1], noise: noise("e", 1), measure, prior, batch: Self.batch)
    }
    /// The penalty, and something that depends on z: Σ c·z.
    func value(_ outputs: [[Float]]) -> Double {
      let terms = terms(outputs)
      let reached = zip(terms.latents, towards).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return Penalty(objective, step: 0, divergences: terms.klDivergences).value + reached
    }
    let now = terms(outputs)
    let penalty = Penalty(objective, step: 0, divergences: now.klDivergences)
    let gradients = now.gradients(towards, weights: penalty.weights)
    for (output, gradient) in [gradients.mean, gradients.spread].enumerated() {
      for i in 0..<Self.count {
        let slope = slope(outputs, output, i, value)
        #expect(abs(slope - Double(gradient[i])) < 3e-3 * max(1, abs(slope)), "output \(output), \(i)")
      }
    }
  }
}

/// Objectives of every kind of penalty.
enum Treatment: CaseIterable {
  case plain, heavy, capacity, freeBits

  var objective: Objective {
    var objective = Objective()
    switch self {
    case .plain: break
    case .heavy: objective.beta = .constant(4)
    case .capacity:
      objective.beta = .constant(10)
      objective.capacity = .constant(25)
    case .freeBits: objective.freeBits = 0.4
    }
    return objective
  }
}
