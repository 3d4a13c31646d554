import Synchronization
import Zoetrope

/// Tells people, or a program, how a run goes: on standard error, as often as each can use it.
final class ProgressReporter: RunObserver {
  /// How progress is shown.
  enum Style: Sendable {
    /// One line that is overwritten.
    case terminal
    /// A line now and then.
    case plain
    /// A JSON object a line.
    case json
    case none
  }

  private let style: Style
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var progress = Progress()
    var lastShown = -1.0
    var isLineOpen = false
    /// The sources that failed, with the reasons people were told.
    var told: Set<[String]> = []
    /// How many notes there were, told or not.
    var notes = 0
  }

  /// The most notes that people are told; a program hears of all.
  private static let shownNotes = 20

  init(_ style: Style) { self.style = style }

  func observe(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .started(let total): state.progress.total = total
      case .written: state.progress.wrote()
      case .failed(let failure):
        state.told.insert([failure.source, failure.reason])
        tell("error: \(failure.source): \(failure.reason) (in \(failure.stage))", "failed", failure, &state)
      case .lost(let failure):
        state.progress.gaveUp()
        if !state.told.contains([failure.source, failure.reason]) { tellLost(failure, &state) }
      case .warning(let text): tellWarning(text, &state)
      case .note(let text): tellNote(text, &state)
      }
      show(&state)
    }
  }

  /// The last line, when the run is over.
  func finish() {
    state.withLock { state in
      if state.notes > Self.shownNotes, style == .terminal || style == .plain {
        clear(&state)
        Console.message("zoetrope: and \(state.notes - Self.shownNotes) more; --progress json tells all")
      }
      switch style {
      case .terminal: clear(&state)
      case .json: Console.message(json("finished", [:], state))
      case .plain, .none: break
      }
    }
  }

  /// Seconds since the reporter was made.
  var seconds: Double {
    let elapsed = started.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// How far it came.
  var progress: Progress { state.withLock { $0.progress } }

  private func show(_ state: inout State) {
    let now = seconds
    let isLast = state.progress.total == state.progress.count
    switch style {
    case .terminal:
      guard now - state.lastShown >= 0.1 || isLast else { return }
      Console.fragment("\r\u{1B}[K" + state.progress.line(after: now))
      state.isLineOpen = true
    case .plain:
      guard now - state.lastShown >= 5, state.lastShown >= 0 || now >= 5 else { return }
      Console.message(state.progress.line(after: now))
    case .json:
      guard now - state.lastShown >= 0.5 || isLast || state.lastShown < 0 else { return }
      Console.message(json("progress", [:], state))
    case .none: return
    }
    state.lastShown = now
  }

  private func tell(_ text: String, _ event: String, _ failure: ItemFailure, _ state: inout State) {
    if style == .json {
      let facts: JSONValue = [
        "key": .string(failure.key), "source": .string(failure.source), "stage": .string(failure.stage),
        "reason": .string(failure.reason),
      ]
      return Console.message(json(event, facts, state))
    }
    clear(&state)
    Console.message("zoetrope: \(text)")
  }

  private func tellLost(_ failure: ItemFailure, _ state: inout State) {
    tell("error: \(failure.key) is not written: \(failure.reason)", "lost", failure, &state)
  }

  private func tellWarning(_ text: String, _ state: inout State) {
    if style == .json { return Console.message(json("warning", ["message": .string(text)], state)) }
    clear(&state)
    Console.message("zoetrope: warning: \(text)")
  }

  private func tellNote(_ text: String, _ state: inout State) {
    if style == .json { return Console.message(json("note", ["message": .string(text)], state)) }
    state.notes += 1
    guard style != .none, state.notes <= Self.shownNotes else { return }
    clear(&state)
    Console.message("zoetrope: \(text)")
  }

  private func clear(_ state: inout State) {
    if state.isLineOpen { Console.fragment("\r\u{1B}[K") }
    state.isLineOpen = false
  }

  private func json(_ event: String, _ facts: JSONValue, _ state: State) -> String {
    var members: [JSONValue.Member] = [.init("event", .string(event))]
    members += facts.object ?? []
    members.append(.init("count", .int(state.progress.count)))
    members.append(.init("total", state.progress.total.map { .int($0) } ?? .null))
    members.append(.init("failed", .int(state.progress.failed)))
    members.append(.init("seconds", .number((seconds * 1000).rounded() / 1000)))
    return JSONValue.object(members).compact
  }
}
