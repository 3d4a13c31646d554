/// Tells the observer of a run, one call at a time, whichever lane has something to tell.
final class Announcer: Sendable {
  private let observer: (any RunObserver)?
  private let turn = Locked(())

  init(_ observer: (any RunObserver)?) { self.observer = observer }

  func tell(_ events: [RunEvent]) {
    guard let observer, !events.isEmpty else { return }
    turn.withLock { _ in for event in events { observer.observe(event) } }
  }
}
