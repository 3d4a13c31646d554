import Testing
import ToyModel
import Zoetrope

/// A training without the command line.
@Suite("A training from Swift")
struct TrainingFromSwiftTests {
  /// Wants no more after some steps.
  private final class Patience: TrainingObserver {
    private let steps: Int
    private(set) var epochs = 0

    init(steps: Int) { self.steps = steps }

    func advanced(to step: Int, of steps: Int, epoch: Int, _ losses: Losses) -> Bool { step < self.steps }
    func finished(_ epoch: TrainingHistory.Epoch) { epochs += 1 }
  }

  @Test("stops when it is told to, goes on, and leaves a model")
  func train() throws {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "toy")
    let pictures = (FrontDoorTests.root / "Samples/faces").string
    let text = """
      training: small
      output: \(folder.path / "small")
      data: {images: "\(pictures)", fit: stretch}
      schedule: {epochs: 2, batch: 8}
      model: \(folder.path / "toy/model.yaml")
      """
    let recipe = try TrainingRecipe(SourceFile(name: "small.yaml", text: text), folder: ".")
    let first = Patience(steps: 4)
    #expect(try TrainingRun(recipe, StandardKernels.make(), DispatchWorkers()).run(first) == .stopped)
    #expect(first.epochs == 1)
    let second = try TrainingRun(recipe, StandardKernels.make(), DispatchWorkers())
    #expect(second.trainer.step == 4)
    #expect(try second.run(Patience(steps: .max)) == .finished)
    #expect(second.history.epochs.map(\.number) == [1, 2])
    let model = try Autoencoder(folder: folder.path / "small")
    #expect(model.description.statistics != nil)
  }
}
