/// One thing that is wrong, or doubtful, in a file, and where.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How grave it is.
  public enum Severity: String, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used, but perhaps does not say what was meant.
    case warning
  }

  /// A further remark to a diagnostic, with the place it is about.
  public struct Note: Hashable, Sendable {
    /// What it says: one sentence without a full stop.
    public var message: String
    /// Where; nil if it concerns no single place.
    public var mark: Mark?

    /// A remark, with the place it is about.
    public init(_ message: String, mark: Mark? = nil) {
      self.message = message
      self.mark = mark
    }
  }

  /// How grave it is.
  public var severity: Severity

  /// What is wrong and what to do: one sentence without a full stop.
  public var message: String

  /// The file it is about.
  public var file: SourceFile

  /// Where it begins; nil if it concerns the whole file.
  public var mark: Mark?

  /// How many Unicode scalars of the line are underlined, from the mark on; at least 1.
  public var length: Int

  /// Further remarks, in the order in which they are shown.
  public var notes: [Note]

  /// Whether nothing is wrong with the file, but what it asks for is not allowed.
  public var isRefusal = false

  /// A diagnostic about a place in a file, or about the whole file where `mark` is nil.
  public init(
    _ message: String, severity: Severity = .error, file: SourceFile, mark: Mark?, length: Int = 1, notes: [Note] = []
  ) {
    self.severity = severity
    self.message = message
    self.file = file
    self.mark = mark
    self.length = max(length, 1)
    self.notes = notes
  }
}

extension SourceFile {
  /// An error about something that stands in this file.
  public func error(_ message: String, at place: some Marked, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(message, file: self, mark: place.mark, length: place.length, notes: notes)
  }

  /// A warning about something that stands in this file.
  public func warning(_ message: String, at place: some Marked, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(message, severity: .warning, file: self, mark: place.mark, length: place.length, notes: notes)
  }
}
