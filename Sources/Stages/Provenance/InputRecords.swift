import Checkpoints
public import Dataflow

/// The files an item was made of, and what they held.
public struct InputRecords: Hashable, Sendable {
  /// One file.
  public struct Record: Hashable, Sendable {
    /// The id of the source that read it.
    public let stage: String
    /// Its key and its origin.
    public let entry: SourceEntry
    /// The SHA-256 of its bytes; empty where it is no file of its own.
    public let hash: String

    /// A file and what it held.
    public init(stage: String, entry: SourceEntry, hash: String) {
      self.stage = stage
      self.entry = entry
      self.hash = hash
    }
  }

  /// In the order of the items, each once.
  public let all: [Record]

  /// These files.
  public init(_ all: [Record]) { self.all = all }

  /// Where items carry them.
  public enum Key: CarriedKey { public typealias Value = InputRecords }
}

extension InputRecords: Gatherable {
  /// The files of all members.
  public static func gathered(_ values: [InputRecords]) -> InputRecords {
    var seen: Set<Record> = []
    return InputRecords(values.flatMap(\.all).filter { seen.insert($0).inserted })
  }
}

extension InputRecords {
  /// How the files that sources read are told.
  struct Origins: Sendable {
    /// What files are called that lie elsewhere now, by where they lie.
    private let names: [String: String]

    /// - Returns: nil where no picture says how it was made.
    init?(_ environment: Environment) {
      guard environment[Provenance.Key.self] != nil else { return nil }
      names = environment[Moved.self] ?? [:]
    }

    /// What a source has just read.
    /// - Parameter bytes: of the file, if it is the item's alone.
    func record(_ entry: SourceEntry, of stage: String, _ bytes: [UInt8]?) -> InputRecords {
      let told = SourceEntry(key: entry.key, origin: names[entry.origin] ?? entry.origin)
      return InputRecords([Record(stage: stage, entry: told, hash: bytes.map { ContentHash(of: $0).hex } ?? "")])
    }
  }

  /// Where a pipeline keeps what files were called that lie elsewhere now, by where they lie.
  public enum Moved: EnvironmentKey { public typealias Value = [String: String] }
}
