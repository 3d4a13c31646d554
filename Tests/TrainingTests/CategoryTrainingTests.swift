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

/// Trainings of models whose latents have categories.
@Suite struct CategoryTrainingTests {
  enum Kind: CaseIterable { case joined, alone }

  static func description(_ kind: Kind) -> String {
    let heads = "  mean: {linear: {name: mean, out: 2}}\n  log variance: {linear: {name: spread, out: 2}}\n"
    let category = "  categorical: {bar: {categories: 4, logits: {linear: {name: bar, out: 4}}}}\n"
    return TinyTraining.description.replacing(heads, with: (kind == .joined ? heads : "") + category).replacing(
      "latent: [2]", with: kind == .joined ? "latent: [6]" : "latent: [4]")
  }

  private func trainer(
    _ kind: Kind, epochs: Int = 4, _ workers: any Workers = OneWorker(), pictures: Int = 50,
    change: (inout TrainingSettings) -> Void = { _ in }
  ) throws -> Trainer {
    var settings = TinyTraining.settings(epochs: epochs)
    settings.objective.categorical.temperature = Ramp(from: 1, to: 0.4, steps: 20)
    change(&settings)
    return try Trainer(
      TinyTraining.model(Self.description(kind)), TinyTraining.examples(pictures), settings, PortableKernels(), workers)
  }

  private func weights(_ trainer: Trainer) -> [String: [Float]] { trainer.modelTensors.mapValues(\.elements) }

  @Test(arguments: Kind.allCases) func theLossFallsAndNoWorkerChangesAByte(kind: Kind) throws {
    let (one, many) = (try trainer(kind, epochs: 60), try trainer(kind, epochs: 60, DispatchWorkers()))
    let (first, last) = try TinyTraining.firstAndLastLosses(one, beside: many)
    #expect(last.squaredError < first.squaredError / 1.5)
    #expect(weights(one) == weights(many))
  }

  @Test(arguments: Kind.allCases) func stoppedAndGoneOnWithItEndsInTheSameBytes(kind: Kind) throws {
    let folder = try TemporaryFolder()
    let whole = try trainer(kind)
    while whole.step < whole.steps { _ = try whole.advance() }
    let first = try trainer(kind)
    while first.step < 7 { _ = try first.advance() }
    try first.save(to: folder.path / "a", identity: "x")
    let second = try trainer(kind)
    try second.restore(from: folder.path / "a", identity: "x")
    while second.step < second.steps { _ = try second.advance() }
    #expect(weights(second) == weights(whole))
  }

  @Test(arguments: Kind.allCases) func aFolderEncodesToCategories(kind: Kind) throws {
    let folder = try TemporaryFolder()
    let trainer = try trainer(kind)
    _ = try trainer.advance()
    try SafeTensors.write(trainer.modelTensors, to: folder.path / "weights.safetensors", existing: .overwrite)
    _ = try folder.write(Array(trainer.model.text.utf8), to: "model.yaml")
    let model = try Autoencoder(folder: folder.path, kernels: PortableKernels())
    let picture = TinyTraining.examples().picture(0)
    let posterior = try model.encode([picture])[0].get()
    let start = kind == .joined ? 2 : 0
    #expect(model.description.categorical.map(\.range) == [start..<start + 4])
    #expect(posterior.mean.elements[start...].sorted() == [0, 0, 0, 1])
    #expect(try model.encode([picture], spread: false)[0].get().mean == posterior.mean)
    guard case .joined(let continuous, let categories)? = posterior.richer else {
      Issue.record("no categories")
      return
    }
    #expect(continuous.dimension == start && categories.map(\.count) == [4])
    #expect(posterior.mean[start + categories[0].likeliest] == 1)
    #expect(
      try model.decode([posterior.sample(temperature: 1, noise: Array(repeating: 0.3, count: start + 4))])[0].get().mean
        .isFinite)
  }

  @Test func anotherViewOfThePicturesIsLearntFromToo() throws {
    let trainers = try [false, true].map { sees in
      try trainer(.joined, epochs: 40) { $0.objective.categorical.seesOtherView = sees }
    }
    let first = try trainers.map { try $0.advance() }
    for trainer in trainers { while trainer.step < trainer.steps - 1 { _ = try trainer.advance() } }
    let last = try trainers.map { try $0.advance() }
    #expect(last[1].loss < first[1].loss)
    #expect(weights(trainers[0]) != weights(trainers[1]))
  }

  @Test func moreCategoriesThanPicturesAreRefused() throws {
    let error = #expect(throws: TrainingError.self) { try trainer(.joined, pictures: 3) { $0.batch = 2 } }
    #expect(words(of: error).hasPrefix("the 4 categories of \"bar\" cannot be learnt from 3 pictures; give more"))
  }

  @Test func anObjectiveOfCategoriesThatAreNotThereIsRefused() throws {
    var settings = TinyTraining.settings()
    settings.objective.categorical.balance = 1
    let error = #expect(throws: TrainingError.self) {
      try Trainer(TinyTraining.model(), TinyTraining.examples(), settings, PortableKernels(), OneWorker())
    }
    #expect(words(of: error).contains("take `categorical` out of the objective"))
  }

  @Test(arguments: [
    ("categories: 4", "categories: 1", "must be a number from 2 to 4096"),
    ("categories: 4", "categories: [a, a, b, c]", "different names"),
    ("name: bar, out: 4", "name: bar, out: 3", "logits of \"bar\""), ("latent: [6]", "latent: [4]", "more than the 4"),
    ("latent: [6]", "latent: [6]\nprior: {components: 3}", "does not go with categorical"),
    (
      "posterior:\n", "posterior:\n  mixture: 2\n  logits: {linear: {name: w, out: 2}}\n",
      "does not go with categorical"
    ),
  ]) func categoriesThatDoNotFitAreTold(part: String, other: String, expected: String) throws {
    let text = Self.description(.joined)
    #expect(text.contains(part))
    let error = #expect(throws: Diagnostics.self) { try TinyTraining.model(text.replacing(part, with: other)) }
    #expect(words(of: error).contains(expected), "\(words(of: error))")
    #expect(words(of: error).contains("model.yaml:"))
  }

  @Test func theObjectiveIsReadFromARecipe() throws {
    let text =
      TrainingRecipeTests.plain + "objective: {categorical: {beta: 5, capacity: 2.3, capacity steps: 40, "
      + "temperature: 0.5, start: 2, annealing steps: 60, balance: 7}}\n"
    let read = try TrainingRecipe(SourceFile(name: "t.yaml", text: text), folder: "recipes")
    let categorical = read.settings.objective.categorical
    #expect(categorical.beta == .constant(5) && categorical.balance == 7)
    #expect(categorical.capacity == Ramp(from: 0, to: 2.3, steps: 40))
    #expect(categorical.temperature == Ramp(from: 2, to: 0.5, steps: 60))
    let error = #expect(throws: Diagnostics.self) {
      try TrainingRecipe(
        SourceFile(name: "t.yaml", text: TrainingRecipeTests.plain + "objective: {categorical: {start: 2}}\n"),
        folder: "recipes")
    }
    #expect(words(of: error).contains("say that too"))
  }
}
