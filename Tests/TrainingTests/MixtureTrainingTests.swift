import Checkpoints
import Distributions
import Documents
import Files
import Kernels
import Tensors
import Testing
import ToyModel

@testable import Autoencoders
@testable import Training

/// Trainings of models whose posterior is a mixture.
@Suite struct MixtureTrainingTests {
  static func description(_ components: Int) -> String {
    TinyTraining.description.replacing(
      "  mean: {linear: {name: mean, out: 2}}\n  log variance: {linear: {name: spread, out: 2}}",
      with: """
          mixture: \(components)
          logits: {linear: {name: logits, out: \(components)}}
          mean: {linear: {name: mean, out: \(2 * components)}}
          log variance: {linear: {name: spread, out: \(2 * components)}}
        """)
  }

  private func trainer(_ components: Int, epochs: Int = 4, _ workers: any Workers = OneWorker()) throws -> Trainer {
    try Trainer(
      TinyTraining.model(Self.description(components)), TinyTraining.examples(), TinyTraining.settings(epochs: epochs),
      PortableKernels(), workers)
  }

  private func weights(_ trainer: Trainer) -> [String: [Float]] { trainer.modelTensors.mapValues(\.elements) }

  @Test func oneComponentLearnsWhatTheNormalPosteriorLearns() throws {
    let mixture = try trainer(1)
    let plain = try Trainer(
      TinyTraining.model(), TinyTraining.examples(), TinyTraining.settings(), PortableKernels(), OneWorker())
    for _ in 0..<plain.steps {
      let (a, b) = (try mixture.advance(), try plain.advance())
      #expect(abs(a.loss - b.loss) < 1e-5 * max(1, abs(b.loss)))
    }
    let (a, b) = (weights(mixture), weights(plain))
    for (name, values) in b {
      let others = try #require(a[name])
      for (x, y) in zip(values, others) { #expect(abs(x - y) < 1e-4, "\(name)") }
    }
  }

  @Test func theLossOfSeveralFallsAndNoWorkerChangesAByte() throws {
    let (one, many) = (try trainer(3, epochs: 60), try trainer(3, epochs: 60, DispatchWorkers()))
    let (first, last) = try TinyTraining.firstAndLastLosses(one, beside: many)
    #expect(last.squaredError < first.squaredError / 2)
    #expect(weights(one) == weights(many))
  }

  @Test func stoppedAndGoneOnWithItEndsInTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let whole = try trainer(3)
    while whole.step < whole.steps { _ = try whole.advance() }
    let first = try trainer(3)
    while first.step < 7 { _ = try first.advance() }
    try first.save(to: folder.path / "a", identity: "x")
    let second = try trainer(3)
    try second.restore(from: folder.path / "a", identity: "x")
    while second.step < second.steps { _ = try second.advance() }
    #expect(weights(second) == weights(whole))
  }

  @Test func moreComponentsThanPicturesAreRefused() throws {
    let error = #expect(throws: TrainingError.self) {
      try Trainer(
        TinyTraining.model(Self.description(20)), TinyTraining.examples(19), TinyTraining.settings(), PortableKernels(),
        OneWorker())
    }
    #expect(words(of: error).hasPrefix("a mixture of 20 cannot be learnt from 19 pictures; give more"))
  }

  @Test func freeBitsOfAMixtureAreRefused() throws {
    var settings = TinyTraining.settings()
    settings.objective.freeBits = 0.1
    let error = #expect(throws: TrainingError.self) {
      try Trainer(
        TinyTraining.model(Self.description(2)), TinyTraining.examples(), settings, PortableKernels(), OneWorker())
    }
    #expect(words(of: error).contains("take them out, or say `capacity`"))
  }

  @Test(arguments: [
    ("mixture: 3", "layout: separate", "say \"mixture\""),
    ("  logits: {linear: {name: logits, out: 3}}\n", "", "needs \"logits\""),
    ("name: logits, out: 3", "name: logits, out: 4", "logits of the posterior"),
    ("name: mean, out: 6", "name: mean, out: 2", "mean of the posterior"), ("mixture: 3", "mixture: 0", "\"mixture\""),
  ]) func aMixtureWhoseHeadsDoNotFitIsTold(part: String, other: String, expected: String) throws {
    let text = Self.description(3)
    #expect(text.contains(part))
    let error = #expect(throws: Diagnostics.self) { try TinyTraining.model(text.replacing(part, with: other)) }
    #expect(words(of: error).contains(expected), "\(words(of: error))")
    #expect(words(of: error).contains("model.yaml:"))
  }

  /// A folder with a trained mixture encodes to it, and its likeliest component stands for it.
  @Test func aFolderEncodesToTheMixture() throws {
    let folder = try TemporaryFolder()
    let trainer = try trainer(3)
    _ = try trainer.advance()
    try SafeTensors.write(trainer.modelTensors, to: folder.path / "weights.safetensors", existing: .overwrite)
    _ = try folder.write(Array(trainer.model.text.utf8), to: "model.yaml")
    let model = try Autoencoder(folder: folder.path, kernels: PortableKernels())
    let picture = TinyTraining.examples().picture(0)
    let posterior = try model.encode([picture])[0].get()
    guard case .mixture(let mixture)? = posterior.richer else {
      Issue.record("no mixture")
      return
    }
    #expect(mixture.components.count == 3 && mixture.dimension == 2 && posterior.noiseCount == 3)
    let likeliest = mixture.components[mixture.weights.likeliest]
    #expect(posterior.mean.elements == likeliest.mean.map { Float($0) })
    #expect(try model.encode([picture], spread: false)[0].get().mean == posterior.mean)
    #expect(posterior.divergence(to: model.prior) == nil)
    let z = posterior.sample(temperature: 1, noise: [0.3, -0.2, 3])
    #expect(abs((posterior.logDensity(z) ?? 0) - mixture.logDensity(z.elements.map { Double($0) })) < 1e-9)
    let last = mixture.components[2]
    #expect(z == Tensor([2], last.sample(noise: [Double(Float(0.3)), Double(Float(-0.2))]).map { Float($0) }))
  }
}
