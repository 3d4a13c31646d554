import ArgumentParser
import Zoetrope

struct TrainCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model from pictures, as a training recipe says.",
    discussion: """
      Everything is checked before the first step. Ctrl-C saves and stops; the same command goes on from there, to the \
      same bytes as if it had never stopped. The model folder can be used from the first epoch on; in its folder \
      training/ lie the loss curves and a sheet of reconstructions and samples for each epoch.
      A list of betas in the objective trains a model for each into folders beta-…, and tells in a table (betas.csv) what \
      each came to.
      """)

  @Argument(help: "The training recipe.", completion: .file(extensions: ["yaml", "yml"]))
  var recipe: String

  @Option(
    name: .long, help: ArgumentHelp("A value for a parameter of the recipe; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Option(name: .long, help: ArgumentHelp("Saves and stops after so many steps.", valueName: "n"))
  var steps: Int?

  @Option(name: .long, help: "How progress is shown: auto, plain lines, json lines or none.")
  var progress: RunCommand.ProgressStyle = .auto

  func validate() throws {
    if let steps, steps < 1 { throw ValidationError("--steps takes a number from 1 on.") }
  }

  func execute() throws -> ExitStatus {
    let path = Path(recipe)
    let file = try SourceFile(name: recipe, bytes: readFile(path, limit: YAML.maximumSize))
    let training = try TrainingRecipe(file, folder: path.parent.string, settings: RecipeOptions.settings(set))
    let stop = StopFlag()
    let interruption = Interruption { stop.set() }
    let all = training.each
    for (place, one) in all.enumerated() {
      if all.count > 1, progress != .json, progress != .none {
        Console.message("zoetrope: beta \(one.settings.objective.beta.end), \(place + 1) of \(all.count)")
      }
      guard try run(one, stop) == .finished else {
        return interruption.signalNumber.map { $0 == 15 ? .terminated : .interrupted } ?? .done
      }
    }
    if all.count > 1, let table = try BetaTable(all) {
      try AtomicFile.write(Array(table.csv.utf8), to: training.output / "betas.csv", existing: .overwrite)
      Console.output(table.text)
    }
    return .done
  }

  private func run(_ training: TrainingRecipe, _ stop: StopFlag) throws -> TrainingRun.Ending {
    let run = try TrainingRun(training, StandardKernels.make(), DispatchWorkers())
    let reporter = TrainingReporter(progress.style, batch: run.trainer.picturesPerStep, limit: steps, stop: stop)
    reporter.begin(run)
    let ending = try run.run(reporter)
    reporter.end(ending, of: training)
    return ending
  }
}
