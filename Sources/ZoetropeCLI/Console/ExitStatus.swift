import ArgumentParser
import Zoetrope

/// How the process ends; the numbers are those of sysexits.h.
enum ExitStatus: Int32 {
  case done = 0
  case someFailed = 1
  case usage = 64
  case data = 65
  case noInput = 66
  case defect = 70
  case cannotCreate = 73
  case io = 74
  case refused = 77
  case interrupted = 130
  case terminated = 143

  /// The end that an error means.
  init(_ error: any Error) {
    switch error {
    case let error as FileError: self = Self(error)
    case is InputError: self = .noInput
    case let error as RerunError: self = error.isAboutInput ? .noInput : .data
    case is ExistingOutputs: self = .cannotCreate
    case is UsageError, is PlanError: self = .usage
    case is StalledError: self = .defect
    case let error as Diagnostics where error.isRefusal: self = .refused
    default: self = .data
    }
  }

  private init(_ error: FileError) {
    switch (error.operation, error.reason) {
    case (_, .diskFull), (_, .readerGone), (_, .io): self = .io
    case (.read, _), (.list, _): self = .noInput
    case (.write, _), (.createFolder, _): self = .cannotCreate
    }
  }
}

/// The command line says something that cannot be.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A command whose errors are told in our words and end the process with our codes.
protocol ToolCommand: ParsableCommand {
  /// Does the work.
  func execute() throws -> ExitStatus
}

extension ToolCommand {
  func run() throws {
    let status: ExitStatus
    do { status = try execute() } catch let error as CleanExit { throw error } catch {
      Console.message(Self.text(of: error))
      status = ExitStatus(error)
    }
    guard status == .done else { throw ExitCode(status.rawValue) }
  }

  /// Diagnostics name their file and place themselves.
  private static func text(of error: any Error) -> String {
    error is Diagnostics ? "\(error)" : "zoetrope: error: \(error)"
  }
}
