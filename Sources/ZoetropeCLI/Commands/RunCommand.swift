import ArgumentParser
import Zoetrope

struct RunCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a recipe.",
    discussion: """
      Everything is checked before anything is read: the recipe, the model, every output's name. A picture that fails is
      named with its reason and the others go on; the failures are listed in failures.ndjson beside the output, and
      `--from failures.ndjson` tries just these again. `--existing skip` makes a stopped run continue.
      """)

  enum OnError: String, CaseIterable, ExpressibleByArgument { case skip, stop }
  enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
    case auto, plain, json, none

    /// How it is shown here.
    var style: ProgressReporter.Style {
      switch self {
      case .auto: Console.isTerminal ? .terminal : .plain
      case .plain: .plain
      case .json: .json
      case .none: .none
      }
    }
  }

  @OptionGroup var recipe: RecipeOptions
  @OptionGroup var selection: SelectionOptions

  @Option(name: .long, help: "What happens where an output exists: error (before anything is done), skip or overwrite.")
  var existing: ExistingFiles = .error

  @Option(name: .long, help: "After a failure: skip the picture, or stop the run.")
  var onError: OnError = .skip

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Compute lanes; the number of processors unless said.", valueName: "n"))
  var jobs: Int?

  @Option(name: .long, help: ArgumentHelp("How many pictures travel together.", valueName: "n"))
  var batch: Int = 32

  @Option(name: .long, help: ArgumentHelp("The memory the process may use, as 500M or 2G.", valueName: "size"))
  var memory: MemorySize?

  @Flag(name: .customLong("no-provenance"), help: "PNGs do not say how they were made; rerun cannot make them again.")
  var noProvenance = false

  @Option(
    name: .long,
    help: ArgumentHelp("A page that shows the run: every picture before and after.", valueName: "page.html"),
    completion: .file(extensions: ["html"]))
  var report: String?

  @Option(name: .long, help: "How progress is shown: auto, plain lines, json lines or none.")
  var progress: ProgressStyle = .auto

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024.") }
    guard (1...4096).contains(batch) else { throw ValidationError("--batch takes a number from 1 to 4096.") }
  }

  func execute() throws -> ExitStatus {
    HeapArenas.limit()
    let page = report.map { _ in RunPage() }
    let read = try recipe.read()
    let pipeline = try recipe.pipeline(
      read, existing: existing, provenance: !noProvenance, witness: page?.witness)
    var settings = RunSettings(
      options: RunOptions(jobs: jobs ?? Machine.cores, batch: batch, stopsOnError: onError == .stop))
    try selection.apply(to: &settings)
    settings.memory = memory?.bytes
    let reporter = ProgressReporter(progress.style)
    let run = try PipelineRun(pipeline, settings, observer: reporter)
    if let page, let report, try !page.begin(read, pipeline, of: run, to: Path(report)) {
      Console.message("zoetrope: \(report) is there and left as it is (--existing skip)")
    }
    let interruption = Interruption { run.cancel() }
    let outcome = try run.run()
    reporter.finish()
    try page?.finish(outcome, seconds: reporter.seconds)
    return conclude(outcome, reporter, interruption.signalNumber)
  }

  /// The last words, and how the process ends.
  private func conclude(_ report: RunReport, _ reporter: ProgressReporter, _ signal: Int32?) -> ExitStatus {
    if progress != .json, progress != .none { Console.message("zoetrope: " + summary(report, reporter.seconds)) }
    if let signal { return signal == 15 ? .terminated : .interrupted }
    if let stop = report.stop {
      if !(stop is ItemFailure) { Console.message("zoetrope: error: \(stop)") }
      return stop is ItemFailure ? .someFailed : ExitStatus(stop)
    }
    return report.failures.isEmpty && report.lost.isEmpty ? .done : .someFailed
  }

  private func summary(_ report: RunReport, _ seconds: Double) -> String {
    let plural = report.written == 1 ? "output" : "outputs"
    var text = "\(report.written) \(plural) written in \(Progress.short(seconds)) s"
    if !report.failures.isEmpty { text += ", \(report.failures.count) failed" }
    if let stop = report.stop, stop is ItemFailure { text += ", stopped at the first failure" }
    if report.wasCancelled { text += ", interrupted; --existing skip continues" }
    return text
  }
}
