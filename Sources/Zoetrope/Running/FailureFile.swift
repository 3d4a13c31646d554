import Dataflow
import Documents
public import Files
import Stages

/// The list of what failed, one JSON object a line, beside the output: `failures.ndjson`.
public struct FailureFile: Sendable {
  /// What the list is called.
  public static let name = "failures.ndjson"

  let path: Path

  /// - Returns: nil where the first output goes to standard output and no path is given.
  init?(_ graph: Graph, _ given: String?) {
    if let given {
      path = Path(given)
      return
    }
    let sinks = graph.nodes.compactMap { node -> Save? in
      guard let stage = node.variants.first?.stage, case .sink(let sink) = stage else { return nil }
      return sink as? Save
    }
    guard let folder = sinks.first?.fixedFolder else { return nil }
    path = Path(folder).appending(Path(Self.name))
  }

  /// Replaces the list as a whole; removes it where nothing failed.
  func replace(with failures: [ItemFailure]) throws(FileError) {
    guard !failures.isEmpty else {
      if path.kind == .file { try removeFile(path) }
      return
    }
    try AtomicFile.write(Array(Self.text(failures).utf8), to: path, existing: .overwrite)
  }

  static func text(_ failures: [ItemFailure]) -> String {
    failures.map { failure in
      let line: JSONValue = [
        "key": .string(failure.key), "source": .string(failure.source), "stage": .string(failure.stage),
        "reason": .string(failure.reason),
      ]
      return line.compact + "\n"
    }.joined()
  }

  /// The keys that a list names.
  /// - Throws: ``FailureFileError`` where a line is none of ours.
  public static func keys(in path: Path) throws -> Set<String> {
    let text = String(decoding: try readFile(path, limit: 1 << 30), as: UTF8.self)
    return Set(
      try text.split(separator: "\n").enumerated().map { number, line in
        guard let key = try? JSONValue.parse(String(line))["key"]?.string else {
          throw FailureFileError(path: path, line: number + 1)
        }
        return key
      })
  }
}

/// A line of a failure file that is not one of Zoetrope's.
public struct FailureFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: Path
  /// The line, from 1.
  public let line: Int
  /// One sentence that says what to do.
  public var description: String {
    "\(path):\(line): not a line of a failure list; give the failures.ndjson of an earlier run"
  }
}
