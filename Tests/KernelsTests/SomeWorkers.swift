import Dispatch

@testable import Kernels

/// So many workers at the same time, on Dispatch, each taking every `count`-th part.
struct SomeWorkers: Workers {
  let count: Int

  func perform(_ parts: Int, _ body: (Int) -> Void) {
    // The parts share nothing that one of them writes.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      for part in stride(from: worker, to: parts, by: count) { body(part) }
    }
  }
}
