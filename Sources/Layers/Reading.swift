public import Documents

/// A `model.yaml` being read: the file, and what was found wrong in it so far.
///
/// Readers note an error and go on, so that a user sees all of them at once.
public struct Reading: Sendable {
  /// The largest extent of an axis that is accepted; above it a product of several might overflow.
  public static let largestExtent = 1 << 15

  /// The most places of an axis that a list may name.
  static let largestCount = 1 << 24

  /// How many errors are noted; nobody reads more, and a hostile file could have very many.
  static let mostErrors = 100

  /// The file, for messages.
  public let file: SourceFile

  /// What was found so far.
  public private(set) var diagnostics = Diagnostics()

  /// A reading that has found nothing yet.
  public init(_ file: SourceFile) { self.file = file }

  /// Notes an error at a place.
  public mutating func error(_ message: String, at place: some Marked, notes: [Diagnostic.Note] = []) {
    if diagnostics.all.count < Self.mostErrors { diagnostics.append(file.error(message, at: place, notes: notes)) }
  }

  /// Notes an error that concerns the whole file.
  public mutating func error(_ message: String) {
    if diagnostics.all.count < Self.mostErrors { diagnostics.append(Diagnostic(message, file: file, mark: nil)) }
  }

  /// Adds what was found elsewhere.
  public mutating func append(_ more: Diagnostics) { diagnostics.append(contentsOf: more.all) }

  /// Throws what was found, if an error is among it.
  public func finish() throws(Diagnostics) { try diagnostics.throwIfErrors() }
}
