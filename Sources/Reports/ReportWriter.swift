import Dataflow
public import Files
public import Images
import Synchronization

/// Writes a report while a run goes on: pictures go to the file as they come, so that memory holds only their names, and
/// the page that shows them follows at the end. The file appears whole or not at all.
public final class ReportWriter: Sendable {
  private let subject: ReportSubject
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var file: AtomicFile?
    var index = ReportIndex()
    var problem: FileError?

    mutating func write(_ bytes: [UInt8]) {
      guard problem == nil else { return }
      do throws(FileError) { try file?.append(bytes) } catch { problem = error }
    }
  }

  /// Begins the file.
  /// - Throws: also if it exists and must not be overwritten.
  public init(_ subject: ReportSubject, to path: Path, existing: AtomicFile.Existing) throws(FileError) {
    self.subject = subject
    var file = try AtomicFile(path, existing: existing, synchronised: false)
    try file.append(Array(Page.head(subject).utf8))
    state = Mutex(State(file: file))
  }

  /// Adds a picture that was saved; may be called from any lane. What goes wrong with the file is told at the end.
  public func add(_ picture: ReportPicture, before: Image?, after: Image) {
    let made = Thumbnail(after)
    let isKnown = state.withLock { $0.index.hasBefore(picture.item.key) }
    let loaded = isKnown ? nil : before.flatMap { Thumbnail($0) }
    state.withLock { state in
      let first = state.index.hasBefore(picture.item.key) ? nil : loaded
      let compares = before != nil
      for block in state.index.add(picture, compares: compares, before: first != nil, after: made != nil) {
        state.write(Page.block(block.number, (block.isBefore ? first : made)?.address ?? []))
      }
    }
  }

  /// Writes the page and gives the file its name.
  public func finish(_ outcome: ReportOutcome) throws(FileError) {
    let problem = state.withLock { state -> FileError? in
      state.index.add(outcome.report.failures)
      state.write(Array(Page.tail(subject, outcome, state.index).utf8))
      guard state.problem == nil, let file = state.file.take() else { return state.problem }
      do throws(FileError) { try file.commit() } catch { return error }
      return nil
    }
    if let problem { throw problem }
  }
}
