public import Dataflow
public import Images
import Processes
import Recipes

/// Each picture through a program and back: PNG on its standard input, PNG, JPEG or PPM on its standard output.
public struct RunTool: MapStage, RecipeStage {
  /// The program and its arguments, which it gets as they are: there is no shell.
  public var command: [String]
  /// How many seconds it may take for a picture.
  public var timeLimit: Double
  /// How many megabytes it may give.
  public var outputLimit: Int
  private var file: String?

  /// A program that may take half a minute and give 64 MB unless said.
  public init(_ command: [String], timeLimit: Double = 30, outputLimit: Int = 64) {
    self.command = command
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// It waits for another process.
  public var lane: LaneKind { .io }

  /// Asks whether the program may be run, and finds it.
  public mutating func prepare(_ environment: Environment) throws {
    guard let program = command.first, !program.isEmpty else {
      throw FieldError("command", "\"command\" takes a list of a program and its arguments")
    }
    let permission = environment[ToolPermission.Key.self] ?? .none
    guard permission != .none else { throw refusal(program) }
    guard let file = ProgramLookup.file(of: program) else {
      let place = program.contains("/") ? "" : " in the folders of PATH"
      throw FieldError("command", "there is no program \"\(program)\"\(place); install it, or name another")
    }
    guard permission.allows(program) else { throw refusal(program) }
    self.file = file
  }

  /// The picture the program makes of one.
  public func apply(_ item: Item<Image>, _ run: RunContext) throws -> Image {
    guard let file else { throw NotPrepared(stage: "run tool") }
    let bits = if case .words = item.value.samples { 16 } else { 8 }
    let input = try PNGWriter.encode(item.value, options: PNGOptions(compression: 1, bits: bits))
    let process = ProcessRun(
      file: file, arguments: command, input: input, timeLimit: .milliseconds(Int(timeLimit * 1000)),
      outputLimit: outputLimit << 20)
    let output: ProcessOutput
    do { output = try process.run(isCancelled: { run.isCancelled }) } catch { throw failure(error) }
    return try picture(of: output)
  }

  private var tool: String { command[0] }

  private func picture(of output: ProcessOutput) throws -> Image {
    let words = LastWords.of(output.errors)
    switch output.end {
    case .exited(0): break
    case .exited(let status): throw ToolError.failed(tool: tool, status: status, lastWords: words)
    case .signalled(let number):
      throw ToolError.signalled(tool: tool, signal: SystemWords.signal(number), lastWords: words)
    }
    guard !output.output.isEmpty else { throw ToolError.nothing(tool: tool) }
    do { return try ImageReader.decode(output.output) } catch { throw ToolError.noPicture(tool: tool, error) }
  }

  private func failure(_ error: ProcessError) -> any Error {
    switch error {
    case .notStarted(let code): ToolError.notStarted(tool: tool, reason: SystemWords.error(code))
    case .timeLimit: ToolError.timeLimit(tool: tool, seconds: timeLimit)
    case .outputLimit: ToolError.outputLimit(tool: tool, megabytes: outputLimit)
    case .cancelled: ToolError.interrupted(tool: tool)
    }
  }

  private func refusal(_ program: String) -> FieldError {
    var error = FieldError(
      "command",
      "this recipe runs the program \"\(program)\", which you have not allowed; if you trust it, say --allow-tools, or "
        + "name the program under \"tools\" in your configuration")
    error.isRefusal = true
    return error
  }
}

extension RunTool {
  static let command = Field.command(
    "command", help: "the program and its arguments, a text each, as they are: there is no shell")
  static let timeLimit = Field.number(
    "time limit", unit: "seconds", in: 0.1...3600, default: 30, help: "for one picture; then the program is ended")
  static let outputLimit = Field.integer(
    "output limit", unit: "megabytes", in: 1...1024, default: 64, help: "for one picture; beyond, the program is ended")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "run tool", summary: "Each picture through a program and back: in as PNG, out as PNG, JPEG or PPM.",
    details:
      "The program finds a PNG on standard input and writes a picture to standard output; it inherits the environment "
      + "and the working folder, and several run at once. What it does not give back (alpha, profile) is the "
      + "photograph's as before where the size stays; a picture of another size is one of its own, which "
      + "`size: original` leaves as it is. A program runs only if whoever runs the recipe allows it: --allow-tools, or "
      + "`tools: [convert]` in `~/.config/zoetrope/config.yaml`. At the time limit it is ended with "
      + "all the processes it began.",
    forms: [.init(.images, .images)],
    fields: [command.declaration, timeLimit.declaration, outputLimit.declaration],
    example: "- run tool: {command: [convert, \"-\", -sharpen, \"0x1\", \"png:-\"]}"
  ) {
    .map(RunTool(try $0(command), timeLimit: try $0(timeLimit), outputLimit: try $0(outputLimit)))
  }
}
