import Dataflow
public import Images
import Processes

/// Why a picture did not come back from a program.
public enum ToolError: Error, Hashable, Sendable {
  /// It could not be started, in the system's words.
  case notStarted(tool: String, reason: String)
  /// It was ended because it took longer than so many seconds.
  case timeLimit(tool: String, seconds: Double)
  /// It was ended because it gave more than so many megabytes.
  case outputLimit(tool: String, megabytes: Int)
  /// It ended with a status that is not 0; what it said last.
  case failed(tool: String, status: Int32, lastWords: String?)
  /// A signal ended it; what it said last.
  case signalled(tool: String, signal: String, lastWords: String?)
  /// It gave no byte.
  case nothing(tool: String)
  /// What it gave is no picture.
  case noPicture(tool: String, ImageError)
  /// The run was interrupted while it worked.
  case interrupted(tool: String)
}

extension ToolError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .notStarted(let tool, let reason): "\(tool) cannot be started: \(reason)"
    case .timeLimit(let tool, let seconds):
      "\(tool) was not ready after \(Coordinate.Value.number(seconds)) s and was ended; \"time limit\" allows more"
    case .outputLimit(let tool, let megabytes):
      "\(tool) gave more than \(megabytes) MB and was ended; \"output limit\" allows more"
    case .failed(let tool, let status, let words): "\(tool) ended with status \(status)" + Self.said(words)
    case .signalled(let tool, let signal, let words): "\(tool) was ended by \(signal)" + Self.said(words)
    case .nothing(let tool):
      "\(tool) gave nothing on standard output; it must write the picture there, as PNG, JPEG or PPM"
    case .noPicture(let tool, let error): "what \(tool) gave on standard output cannot be used: \(error)"
    case .interrupted(let tool): "\(tool) was ended because the run was interrupted"
    }
  }

  private static func said(_ words: String?) -> String { words.map { ": \($0)" } ?? " and said nothing" }
}

/// What a program said last before it gave up.
enum LastWords {
  /// The last line that is not blank, without what could play tricks on a terminal.
  static func of(_ errors: [UInt8]) -> String? {
    let text = String(decoding: errors, as: UTF8.self)
    let lines = text.split { $0.isNewline }.map { line in
      String(String.UnicodeScalarView(line.unicodeScalars.filter { !($0.properties.generalCategory == .control) }))
    }
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    return last.count > 200 ? last.prefix(200) + "…" : last
  }
}
