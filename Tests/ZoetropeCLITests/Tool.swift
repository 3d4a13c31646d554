import Foundation

/// The built `zoetrope`, run as its users run it: a process of its own.
enum Tool {
  /// The binary: the one that `ZOETROPE_TOOL` names, or else the one that is built into the same folder as the tests.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["ZOETROPE_TOOL"] { return named }
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return folder.appendingPathComponent("zoetrope").path
  }()

  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs it to its end.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in folder: URL
  ) throws -> Ended {
    try start(arguments, input: input, environment: environment, in: folder).wait()
  }

  /// Runs a line of the shell, which finds the tool as `zoetrope`.
  static func shell(_ line: String, environment: [String: String] = [:], in folder: URL) throws -> Ended {
    let path = URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path
    let all = ["PATH": path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")]
    return try Running("/bin/sh", ["-c", line], Data(), all.merging(environment) { $1 }, folder).wait()
  }

  /// Starts it and lets it run.
  static func start(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in folder: URL
  ) throws -> Running {
    try Running(path, arguments, input, environment, folder)
  }
}

/// How a process ended and what it said.
struct Ended {
  /// Its exit status; 128 and the signal's number where one ended it, as a shell says it.
  let status: Int32
  let output: Data
  let errors: String

  /// What it said to people, line by line.
  var lines: [String] { errors.split(separator: "\n").map(String.init) }
  /// What it gave as text.
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// A process under way. Its outputs go to files, so that it never waits for a reader.
final class Running {
  private let process = Process()
  private let folder: URL

  init(_ path: String, _ arguments: [String], _ input: Data, _ environment: [String: String], _ place: URL) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try input.write(to: folder.appendingPathComponent("in"))
    for name in ["out", "err"] { try Data().write(to: folder.appendingPathComponent(name)) }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = place
    process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent("in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
    try process.run()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var isRunning: Bool { process.isRunning }

  /// What it has said so far.
  var errors: String { (try? String(contentsOf: folder.appendingPathComponent("err"), encoding: .utf8)) ?? "" }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func wait() throws -> Ended {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Ended(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try Data(contentsOf: folder.appendingPathComponent("out")), errors: errors)
  }
}
