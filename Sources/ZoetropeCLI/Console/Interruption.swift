import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and its kin: the first asks to finish what is being written, the second ends the process.
final class Interruption: Sendable {
  private let caught = Mutex<Int32?>(nil)
  private let sources: [any DispatchSourceSignal]

  /// - Parameter onFirst: called once, on a queue of its own.
  init(_ onFirst: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "zoetrope.signals")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    signal(SIGPIPE, SIG_IGN)
    for (source, number) in zip(sources, [SIGINT, SIGTERM]) {
      source.setEventHandler { [weak self] in self?.receive(number, onFirst) }
      source.resume()
    }
  }

  /// The first signal that came, if one did.
  var signalNumber: Int32? { caught.withLock { $0 } }

  private func receive(_ number: Int32, _ onFirst: () -> Void) {
    let isFirst = caught.withLock { caught in
      defer { caught = caught ?? number }
      return caught == nil
    }
    guard isFirst else { _exit(128 + number) }
    Console.message("\nzoetrope: finishing what is being written; interrupt again to stop at once")
    onFirst()
  }
}
