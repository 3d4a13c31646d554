import Foundation
import Kernels
import Tensors
import Testing

@testable import Autoencoders
@testable import Training

/// The half of the objective that categories have, and both halves together.
@Suite struct CategoryGradientTests {
  private static let (batch, dimensions) = (3, 2)
  private static let categorical = [
    CategoricalLatent(name: "a", categories: ["0", "1", "2"], range: 2..<5),
    CategoricalLatent(name: "b", categories: ["0", "1"], range: 5..<7),
  ]

  private func noise(_ name: String, _ count: Int, _ scale: Float = 1, _ shift: Float = 0) -> [Float] {
    RandomSource(seed: 2, stage: "test", item: name).normals(count).map { $0 * scale + shift }
  }

  private func terms(_ outputs: [[Float]], temperature: Double = 0.7, hasOtherView: Bool = false) -> JoinedTerms {
    JoinedTerms(
      outputs, noise: noise("e", Self.batch * 7), .logVariance, .standard([7]), Self.categorical,
      temperature: temperature, hasOtherView: hasOtherView, batch: Self.batch)
  }

  private var outputs: [[Float]] {
    [
      noise("mu", Self.batch * 2, 0.8), noise("l", Self.batch * 3), noise("m", Self.batch * 2),
      noise("s", Self.batch * 2, 0.3),
    ]
  }

  static let treatments: [CategoricalObjective] = {
    var (heavy, capacity, balanced) = (CategoricalObjective(), CategoricalObjective(), CategoricalObjective())
    heavy.beta = .constant(4)
    (capacity.beta, capacity.capacity) = (.constant(10), .constant(1.5))
    (balanced.beta, balanced.balance) = (.constant(0), 20)
    return [CategoricalObjective(), heavy, capacity, balanced]
  }()

  @Test(
    "The Gumbel-softmax, its divergences and the continuous part together have the gradient of their value",
    arguments: treatments) func theGradientIsTheSlope(treatment: CategoricalObjective)
  {
    var objective = Objective()
    objective.beta = .constant(3)
    objective.categorical = treatment
    let towards = noise("towards", Self.batch * 7)
    func value(_ outputs: [[Float]]) -> Double {
      let terms = terms(outputs)
      return zip(terms.latents, towards).reduce(terms.penalty(objective, step: 0)) { $0 + Double($1.0) * Double($1.1) }
    }
    let gradients = terms(outputs).gradients(towards, losses: [], objective, step: 0).encoder
    #expect(gradients.map(\.count) == outputs.map(\.count))
    for (output, gradient) in gradients.enumerated() {
      for i in gradient.indices {
        let slope = slope(outputs, output, i, value)
        #expect(abs(slope - Double(gradient[i])) < 3e-3 * max(1, abs(slope)), "output \(output), \(i)")
      }
    }
  }

  /// Of two views the first has the continuous latents and the second the categories; the others have no gradient.
  @Test func ofAnotherViewOnlyTheCategoriesCount() {
    let other = outputs.map { output in output.map { $0 * 0.5 + 0.1 } }
    let mixed = [outputs[0], other[1], other[2], outputs[3]]
    let both = zip(outputs, other).map { $0 + $1 }
    let (one, two) = (terms(mixed), terms(both, hasOtherView: true))
    #expect(one.latents == two.latents && one.klDivergence == two.klDivergence)
    let towards = noise("towards", Self.batch * 7)
    let own = one.gradients(towards, losses: [], Objective(), step: 0).encoder
    let gradients = two.gradients(towards, losses: [], Objective(), step: 0).encoder
    for (place, gradient) in gradients.enumerated() {
      let zeros = own[place].map { _ in Float(0) }
      #expect(gradient == (place == 0 || place == 3 ? own[place] + zeros : zeros + own[place]))
    }
  }

  @Test func theColderTheNearerToAOneAndZeros() {
    for temperature in [0.01, 0.7, 100] {
      let latents = terms(outputs, temperature: temperature).latents
      for row in 0..<Self.batch {
        let category = latents[row * 7 + 2..<row * 7 + 5]
        #expect(abs(category.reduce(0, +) - 1) < 1e-5)
        if temperature == 0.01 { #expect((category.max() ?? 0) > 0.99) }
        if temperature == 100 { #expect((category.max() ?? 1) < 0.4) }
      }
    }
  }

  @Test func equalLogitsCostNothingAndSureOnesTheirLogarithm() {
    var outputs = outputs
    outputs[0] = Array(repeating: 0, count: 6)
    outputs[3] = outputs[0]
    outputs[1] = Array(repeating: 0.3, count: 9)
    outputs[2] = Array(repeating: -2, count: 6)
    #expect(abs(terms(outputs).klDivergence) < 1e-6)
    outputs[1] = [90, 0, 0, 90, 0, 0, 90, 0, 0]
    #expect(abs(terms(outputs).klDivergence - log(3)) < 1e-6)
    var objective = Objective()
    objective.categorical.beta = .constant(0)
    objective.categorical.balance = 2
    #expect(abs(terms(outputs).penalty(objective, step: 0) - 2 * log(3)) < 1e-6)
  }
}
