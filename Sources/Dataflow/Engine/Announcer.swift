/// Tells the observer of a run, one call at a time, whichever lane has something to tell.
final class Announcer: Sendable {
  /// Whoever holds the lock has the observer's ear.
  private let observer: Locked<(any RunObserver)?>

  init(_ observer: (any RunObserver)?) { self.observer = Locked(observer) }

  func tell(_ events: [RunEvent]) {
    guard !events.isEmpty else { return }
    observer.withLock { observer in for event in events { observer?.observe(event) } }
  }
}
