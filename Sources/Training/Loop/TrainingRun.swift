import Autoencoders
import Checkpoints
import Documents
import Files
import Images
public import Kernels

/// Who hears how a training goes.
public protocol TrainingObserver: AnyObject {
  /// A step was done.
  /// - Returns: whether to go on; else the training is saved and stops.
  func advanced(to step: Int, of steps: Int, epoch: Int, _ losses: Losses) -> Bool
  /// An epoch was done, and its checkpoint and sheet are written.
  func finished(_ epoch: TrainingHistory.Epoch)
}

/// A training from its recipe to the model folder, with everything it leaves on the way.
///
/// The folder is a model from the first epoch on: `model.yaml`, `weights.safetensors`, at the end `README.md`. In
/// `training/` lie the checkpoint, the history with its curves, and a sheet for each epoch.
public final class TrainingRun {
  /// The recipe.
  public let recipe: TrainingRecipe
  /// What goes through it.
  public let trainer: Trainer
  /// The losses so far.
  public private(set) var history = TrainingHistory()
  /// The pictures.
  public let examples: Examples
  private let folder: TrainingFolder
  private let identity: String
  private var sum = EpochSum()
  private let kernels: any Kernels

  /// How a run ended.
  public enum Ending: Sendable { case finished, stopped }

  /// Reads model and pictures, and the checkpoint if there is one.
  /// - Throws: what is wrong with model, pictures or checkpoint; `TrainingError.occupied` where something else lies.
  public init(_ recipe: TrainingRecipe, _ kernels: any Kernels, _ workers: any Workers) throws {
    self.recipe = recipe
    self.kernels = kernels
    folder = TrainingFolder(model: recipe.output)
    try folder.checkFree()
    let model = try UntrainedModel(recipe.model.root, in: recipe.model.file, seed: recipe.settings.seed)
    examples = try recipe.data.read(for: model)
    identity = ContentHash(of: Array((recipe.resolved + model.text).utf8) + examples.fingerprint).hex
    trainer = try Trainer(model, examples, recipe.settings, kernels, workers)
    try restore()
  }

  /// Trains to the end, or until the observer wants no more, and writes the model. A model that is finished is left as it
  /// is, with what has been added to it since.
  /// - Throws: `TrainingError`, `FileError`; what was saved before stays.
  public func run(_ observer: any TrainingObserver) throws -> Ending {
    if try isFinished() { return .finished }
    while trainer.step < trainer.steps {
      let rate = trainer.rate
      let losses = try trainer.advance()
      sum.add(losses)
      let epoch = (trainer.step - 1) / trainer.stepsPerEpoch + 1
      let goesOn = observer.advanced(to: trainer.step, of: trainer.steps, epoch: epoch, losses)
      if trainer.step.isMultiple(of: trainer.stepsPerEpoch) {
        let facts = TrainingHistory.Epoch(number: epoch, losses: sum.mean, rate: rate)
        sum = EpochSum()
        try finish(facts)
        observer.finished(facts)
      } else if !goesOn {
        try save()
      }
      if !goesOn, trainer.step < trainer.steps { return .stopped }
    }
    try conclude()
    return .finished
  }

  private func restore() throws {
    guard folder.checkpoint.kind == .file else { return }
    let kept = try trainer.restore(from: folder.checkpoint, identity: identity)
    sum = kept.flatMap { EpochSum($0) } ?? EpochSum()
    history = try folder.history()
    history.keep(trainer.step / trainer.stepsPerEpoch)
  }

  private func save() throws {
    try trainer.save(to: folder.checkpoint, identity: identity, notes: sum.description)
  }

  /// The model as it is after an epoch, what it can do, and last of all the checkpoint, from which all else follows.
  private func finish(_ epoch: TrainingHistory.Epoch) throws {
    history.append(epoch)
    try folder.write(history, title: recipe.name)
    try folder.write(trainer.model.text, trainer.modelTensors, trainer.learnedPrior())
    let sheet = TrainingSheet(
      model: try trained(), examples: examples, labels: trainer.labels, seed: recipe.settings.seed)
    try folder.write(try sheet.drawn(), epoch: epoch.number)
    try save()
  }

  /// Whether all steps are done and all that follows them is written: the statistics come last.
  private func isFinished() throws -> Bool {
    guard trainer.step == trainer.steps, folder.hasModel else { return false }
    return try trained().description.statistics != nil
  }

  /// The model's card, and how its training data lies.
  private func conclude() throws {
    let statistics = try ModelStatistics.measure(
      try trained(), on: examples.count, labels: trainer.labels?.numbers ?? []
    ) { [examples] in examples.picture($0) }
    let card = ModelCard(recipe: recipe, model: trainer.model, pictures: examples.count, history: history)
    try folder.write(card: card.text)
    try folder.write(
      trainer.model.text(with: statistics), trainer.modelTensors, trainer.learnedPrior())
  }

  private func trained() throws -> Autoencoder { try Autoencoder(folder: recipe.output, kernels: kernels) }
}
