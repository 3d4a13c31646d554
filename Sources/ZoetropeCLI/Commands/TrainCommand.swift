import ArgumentParser
import Zoetrope

struct TrainCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model from pictures, as a training recipe says.",
    discussion: """
      Everything is checked before the first step. Ctrl-C saves and stops; the same command goes on from there, to the \
      same bytes as if it had never stopped. The model folder can be used from the first epoch on; in its folder \
      training/ lie the loss curves and a sheet of reconstructions and samples for each epoch.
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
    let run = try TrainingRun(training, StandardKernels.make(), DispatchWorkers())
    let stop = StopFlag()
    let reporter = TrainingReporter(progress.style, batch: run.trainer.picturesPerStep, limit: steps, stop: stop)
    let interruption = Interruption { stop.set() }
    reporter.begin(run)
    let ending = try run.run(reporter)
    reporter.end(ending, of: training)
    guard let signal = interruption.signalNumber, ending == .stopped else { return .done }
    return signal == 15 ? .terminated : .interrupted
  }
}
