/// A program, what it is given on standard input, and how far it may go.
public struct ProcessRun: Sendable {
  /// The program's file.
  public var file: String
  /// What it is told, its own name first.
  public var arguments: [String]
  /// What it finds on standard input.
  public var input: [UInt8]
  /// When it is ended.
  public var timeLimit: Duration
  /// The most bytes it may give on standard output.
  public var outputLimit: Int

  /// A run that is not begun yet.
  public init(
    file: String, arguments: [String], input: [UInt8], timeLimit: Duration = .seconds(30), outputLimit: Int = 64 << 20
  ) {
    self.file = file
    self.arguments = arguments
    self.input = input
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// Runs the program to its end and waits for it; the calling thread does nothing else meanwhile.
  ///
  /// The program is the leader of a process group of its own, inherits the environment and the working folder, and of
  /// open files only its standard three. Whatever happens, nothing of its group is left when this returns.
  /// - Parameter isCancelled: asked some times a second; once it says yes, the program is ended.
  /// - Throws: ``ProcessError``.
  public func run(isCancelled: () -> Bool = { false }) throws(ProcessError) -> ProcessOutput {
    let child = try ChildProcess(file: file, arguments: arguments)
    return try ProcessTalk(child, self).talk(isCancelled)
  }
}

/// What a program gave.
public struct ProcessOutput: Sendable {
  /// How it ended.
  public let end: ProcessEnd
  /// All of its standard output.
  public let output: [UInt8]
  /// The end of its standard error: at most ``errorLimit`` bytes.
  public let errors: [UInt8]

  /// The most bytes of standard error that are kept.
  public static let errorLimit = 4096
}

/// How a program ended.
public enum ProcessEnd: Hashable, Sendable {
  /// By itself, with a status.
  case exited(Int32)
  /// By a signal of that number.
  case signalled(Int32)
}

/// Why a program gave nothing.
public enum ProcessError: Error, Hashable, Sendable {
  /// The system would not start it.
  case notStarted(errno: Int32)
  /// It was not ready in time, and was ended.
  case timeLimit
  /// It gave more than it may, and was ended.
  case outputLimit
  /// The run was cancelled, and it was ended.
  case cancelled
}
