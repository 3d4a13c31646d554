import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and its kin: the first asks to finish what is being written, the second ends the process. Listens as long as
/// the object lives.
final class Interruption {
  private let caught = Caught()
  private let sources: [any DispatchSourceSignal]

  /// - Parameter onFirst: called once, on a queue of its own.
  init(_ onFirst: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "zoetrope.signals")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    // Whoever reads our output may go away: then writing fails with an error that is told.
    signal(SIGPIPE, SIG_IGN)
    for (source, number) in zip(sources, [SIGINT, SIGTERM]) {
      source.setEventHandler { [caught] in
        guard caught.isFirst(number) else { _exit(128 + number) }
        Console.message("zoetrope: finishing what is being written; interrupt again to stop at once")
        onFirst()
      }
      source.resume()
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// The first signal that came, if one did.
  var signalNumber: Int32? { caught.number }
}

/// Remembers the first signal.
private final class Caught: Sendable {
  private let first = Mutex<Int32?>(nil)

  var number: Int32? { first.withLock { $0 } }

  func isFirst(_ number: Int32) -> Bool {
    first.withLock { first in
      guard first == nil else { return false }
      first = number
      return true
    }
  }
}
