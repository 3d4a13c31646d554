import Files
import Kernels
import Tensors
import Testing
import ToyModel

@testable import Training

@Suite struct TrainerTests {
  private func weights(_ trainer: Trainer) -> [String: [UInt32]] {
    trainer.modelTensors.mapValues { $0.elements.map(\.bitPattern) }
  }

  private func run(_ trainer: Trainer, to step: Int) throws {
    while trainer.step < step { _ = try trainer.advance() }
  }

  @Test func theLossFalls() throws {
    let trainer = try TinyTraining.trainer(TinyTraining.settings(epochs: 60))
    let first = try trainer.advance()
    try run(trainer, to: trainer.steps - 1)
    let last = try trainer.advance()
    #expect(last.squaredError < first.squaredError / 3)
    #expect(last.loss < first.loss)
    #expect(last.klDivergence > 0)
  }

  @Test func theSameSeedGivesTheSameWeightsOnAnyNumberOfWorkers() throws {
    let one = try TinyTraining.trainer(TinyTraining.settings(), OneWorker())
    let many = try TinyTraining.trainer(TinyTraining.settings(), DispatchWorkers())
    try run(one, to: one.steps)
    try run(many, to: many.steps)
    #expect(weights(one) == weights(many))
    var other = TinyTraining.settings()
    other.seed += 1
    let different = try TinyTraining.trainer(other)
    try run(different, to: different.steps)
    #expect(weights(one) != weights(different))
  }

  @Test("Stopped anywhere and gone on with, it ends in the same bytes", arguments: [1, 6, 7, 23])
  func resumesExactly(stop: Int) throws {
    let folder = try TemporaryFolder()
    let whole = try TinyTraining.trainer()
    try run(whole, to: whole.steps)

    let first = try TinyTraining.trainer()
    try run(first, to: stop)
    try first.save(to: folder.path / "a", identity: "x", notes: "n")
    let second = try TinyTraining.trainer()
    #expect(try second.restore(from: folder.path / "a", identity: "x") == "n")
    #expect(second.step == stop)
    try run(second, to: second.steps)
    #expect(weights(second) == weights(whole))

    try whole.save(to: folder.path / "whole", identity: "x")
    try second.save(to: folder.path / "resumed", identity: "x")
    #expect(
      try readFile(folder.path / "whole", limit: 1 << 20) == readFile(folder.path / "resumed", limit: 1 << 20))
  }

  @Test func aCheckpointOfAnotherTrainingIsRefused() throws {
    let folder = try TemporaryFolder()
    let trainer = try TinyTraining.trainer()
    try trainer.save(to: folder.path / "a", identity: "x")
    let error = #expect(throws: TrainingError.self) {
      try TinyTraining.trainer().restore(from: folder.path / "a", identity: "y")
    }
    #expect(words(of: error).contains("belongs to another training"))
  }

  @Test func accumulatedBatchesAreOneLargeBatch() throws {
    // Without batch norm a sum of small batches is the large one but for rounding.
    let text = TinyTraining.description.replacing("  - batch norm: {name: encoder.1}\n", with: "")
    var settings = TinyTraining.settings()
    settings.average = nil
    settings.objective.beta = .constant(0)
    let model = try TinyTraining.model(
      text.replacing("log variance: {linear: {name: spread, out: 2}}", with: "")
        .replacing("posterior:\n", with: "posterior:\n  layout: none\n"))
    (settings.batch, settings.accumulation) = (16, 1)
    let large = try Trainer(model, TinyTraining.examples(), settings, PortableKernels(), OneWorker())
    (settings.batch, settings.accumulation) = (4, 4)
    let small = try Trainer(model, TinyTraining.examples(), settings, PortableKernels(), OneWorker())
    for _ in 0..<3 {
      let (a, b) = (try large.advance(), try small.advance())
      #expect(abs(a.loss - b.loss) < 1e-4 * abs(a.loss))
    }
    for (name, tensor) in large.modelTensors {
      let other = try #require(small.modelTensors[name])
      for (a, b) in zip(tensor.elements, other.elements) { #expect(abs(a - b) < 1e-4, "\(name)") }
    }
  }

  @Test func tooFewPicturesAreRefusedWithTheirNumber() throws {
    let error = #expect(throws: TrainingError.self) {
      try Trainer(
        TinyTraining.model(), TinyTraining.examples(3), TinyTraining.settings(), PortableKernels(), OneWorker())
    }
    #expect(try #require(error) == .tooFewPictures(found: 3, batch: 8))
  }

  @Test func aLossThatIsNotFiniteStopsBeforeAnyWeightChanges() throws {
    var settings = TinyTraining.settings()
    settings.clipping = nil
    settings.rate = LearningRate(peak: 1e30, course: .constant, warmUp: 0)
    let trainer = try TinyTraining.trainer(settings)
    let error = #expect(throws: TrainingError.self) { try run(trainer, to: 20) }
    guard case .notFinite(let step, let place) = try #require(error) else {
      Issue.record("another error")
      return
    }
    #expect(step == trainer.step + 1 && step > 1)
    #expect(!place.isEmpty)
  }
}
