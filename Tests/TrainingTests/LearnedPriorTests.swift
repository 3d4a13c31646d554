import Checkpoints
import Distributions
import Documents
import Files
import Foundation
import Kernels
import Tensors
import Testing
import ToyModel

@testable import Autoencoders
@testable import Training

/// A mixture that is learned as the prior together with the networks.
@Suite struct LearnedPriorTests {
  private static let (batch, components, posteriors) = (3, 4, 2)

  static func description(_ components: Int) -> String {
    TinyTraining.description.replacing("latent: [2]", with: "latent: [2]\nprior: {components: \(components)}")
  }

  private func noise(_ name: String, _ count: Int, _ scale: Float = 1) -> [Float] {
    RandomSource(seed: 4, stage: "test", item: name).normals(count).map { $0 * scale }
  }

  @Test(arguments: [1, posteriors]) func theGradientIsTheSlope(components: Int) throws {
    let count = Self.batch * components * 2
    let encoder = [noise("mu", count), noise("logits", Self.batch * components), noise("spread", count, 0.3)]
    let parameters = [noise("m", 8), noise("v", 8, 0.3), noise("l", 4)]
    let towards = noise("towards", count)
    var objective = Objective()
    objective.beta = .constant(2)
    func terms(_ encoder: [[Float]], _ parameters: [[Float]]) throws -> MixtureTerms {
      let prior = try #require(
        LearnedComponents(means: parameters[0], logVariances: parameters[1], logits: parameters[2]))
      return MixtureTerms(
        means: encoder[0], logits: encoder[1], spreads: encoder[2], noise: noise("e", count), .logVariance,
        .mixture(prior), batch: Self.batch)
    }
    func losses(_ terms: MixtureTerms) -> [Double] {
      let latents = terms.latents
      var losses = [Double](repeating: 1, count: Self.batch * components)
      for (place, slope) in towards.enumerated() {
        let product: Float = slope * latents[place]
        losses[place / 2] += Double(product)
      }
      return losses
    }
    func value(_ encoder: [[Float]], _ parameters: [[Float]]) throws -> Double {
      let terms = try terms(encoder, parameters)
      return zip(terms.shares ?? [], losses(terms)).reduce(terms.penalty(objective, step: 0)) { $0 + $1.0 * $1.1 }
    }
    let now = try terms(encoder, parameters)
    let shares = now.shares ?? []
    let byLatents = towards.indices.map { Float(Double(towards[$0]) * shares[$0 / 2]) }
    let gradients = now.gradients(byLatents, losses: losses(now), objective, step: 0)
    func check(_ arrays: [[Float]], _ gradients: [[Float]], _ value: ([[Float]]) throws -> Double) throws {
      #expect(gradients.map(\.count) == arrays.map(\.count))
      for (array, gradient) in gradients.enumerated() {
        for i in gradient.indices {
          let width: Float = 1e-3
          var (up, down) = (arrays, arrays)
          up[array][i] += width
          down[array][i] -= width
          let slope = (try value(up) - value(down)) / Double(up[array][i] - down[array][i])
          #expect(abs(slope - Double(gradient[i])) < 3e-3 * max(1, abs(slope)), "array \(array), \(i)")
        }
      }
    }
    try check(encoder, gradients.encoder) { try value($0, parameters) }
    try check(parameters, gradients.prior) { try value(encoder, $0) }
  }

  private func trainer(_ components: Int = 3, epochs: Int = 4, pictures: Int = 50) throws -> Trainer {
    try Trainer(
      TinyTraining.model(Self.description(components)), TinyTraining.examples(pictures),
      TinyTraining.settings(epochs: epochs), PortableKernels(), OneWorker())
  }

  @Test func aStoppedTrainingGoesOnWithTheSamePrior() throws {
    let folder = try TemporaryFolder()
    let whole = try trainer()
    let start = try #require(try whole.learnedPrior())
    while whole.step < whole.steps { _ = try whole.advance() }
    let first = try trainer()
    while first.step < 9 { _ = try first.advance() }
    try first.save(to: folder.path / "a", identity: "x")
    let second = try trainer()
    try second.restore(from: folder.path / "a", identity: "x")
    while second.step < second.steps { _ = try second.advance() }
    let (a, b) = (try #require(try whole.learnedPrior()), try #require(try second.learnedPrior()))
    #expect(a.tensors == b.tensors)
    #expect(a.tensors != start.tensors)
    #expect(whole.modelTensors.keys.allSatisfy { !$0.hasPrefix("prior") })
  }

  /// What is written is read as the p(z) of the model, from which latents are drawn.
  @Test func theFolderCarriesThePriorOfItsTraining() throws {
    let folder = try TemporaryFolder()
    let trainer = try trainer()
    for _ in 0..<5 { _ = try trainer.advance() }
    let learned = try #require(try trainer.learnedPrior())
    try SafeTensors.write(trainer.modelTensors, to: folder.path / "weights.safetensors", existing: .overwrite)
    try learned.write(to: folder.path / MixturePrior.fileName, existing: .error)
    _ = try folder.write(Array(trainer.model.text.utf8), to: "model.yaml")
    let model = try Autoencoder(folder: folder.path, kernels: PortableKernels())
    #expect(model.prior.isLearned && model.prior.mixture == learned)
    #expect(learned.mixture.components.count == 3 && learned.origin.pictures == 50)
    let z = Tensor([2], [0.3, -0.4])
    #expect(
      abs(model.prior.logDensity(z) - learned.mixture.logDensity([Double(Float(0.3)), Double(Float(-0.4))])) < 1e-9)
    #expect(
      model.prior.sampleOfTraining(temperature: 1, choice: 0.9, noise: [1, 2])
        == learned.sample(temperature: 1, choice: 0.9, noise: [1, 2]))
    for i in 0..<2 { #expect(abs(Double(model.prior.mean[i]) - learned.mixture.mean[i]) < 1e-6) }
    let error = #expect(throws: MixturePriorError.self) { try PriorFile(in: folder.path, overwrites: true) }
    #expect(words(of: error).contains("was learned together with the model"))
  }

  @Test func aModelWithoutTheMixtureThatItLearnedIsRefused() throws {
    let folder = try TemporaryFolder()
    let trainer = try trainer()
    try SafeTensors.write(trainer.modelTensors, to: folder.path / "weights.safetensors", existing: .overwrite)
    _ = try folder.write(Array(Self.description(3).utf8), to: "model.yaml")
    let error = #expect(throws: MixturePriorError.self) {
      try Autoencoder(folder: folder.path, kernels: PortableKernels())
    }
    #expect(words(of: error).contains("names no `mixture`"))
  }

  @Test func moreComponentsThanPicturesAreRefused() throws {
    let error = #expect(throws: TrainingError.self) { try trainer(20, pictures: 12) }
    #expect(words(of: error).hasPrefix("a prior of 20 components cannot be learnt from 12 pictures; give more"))
  }
}
