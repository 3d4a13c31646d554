import Dispatch
public import Kernels

/// All cores, by Dispatch.
public struct DispatchWorkers: Workers {
  public init() {}

  public func perform(_ count: Int, _ body: (Int) -> Void) {
    // The parts share nothing that one of them writes, and all have returned when this returns.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { body($0) }
  }
}
