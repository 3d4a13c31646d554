import Dispatch
import Synchronization

/// The results of `body` for 0..<count, in order, computed on all cores.
/// - Throws: the error of the smallest index that fails; those after it may not be computed.
package func concurrentMap<Result: Sendable>(
  _ count: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  let state = Mutex(ConcurrentResults<Result>(count))
  DispatchQueue.concurrentPerform(iterations: count) { index in
    guard state.withLock({ $0.isNeeded(index) }) else { return }
    do {
      let result = try body(index)
      state.withLock { $0.results[index] = result }
    } catch {
      state.withLock { $0.fail(index, error) }
    }
  }
  return try state.withLock { try $0.finish() }
}

/// What was computed so far.
private struct ConcurrentResults<Result: Sendable>: Sendable {
  var results: [Result?]
  private var failure: (index: Int, error: any Error)?

  init(_ count: Int) { results = Array(repeating: nil, count: count) }

  func isNeeded(_ index: Int) -> Bool { failure.map { index < $0.index } ?? true }

  mutating func fail(_ index: Int, _ error: any Error) { if isNeeded(index) { failure = (index, error) } }

  func finish() throws -> [Result] {
    if let failure { throw failure.error }
    return results.compactMap { $0 }
  }
}
