/// Who carries out the independent parts of a computation. The parts never depend on the number of workers, so neither do
/// the results.
public protocol Workers: Sendable {
  /// Calls `body` once for each number below `count`, in any order, perhaps at the same time, and returns when all calls
  /// have returned.
  func perform(_ count: Int, _ body: (Int) -> Void)
}

/// One part after the other, on the calling thread.
public struct OneWorker: Workers {
  public init() {}

  public func perform(_ count: Int, _ body: (Int) -> Void) {
    for part in 0..<count { body(part) }
  }
}

extension Workers {
  /// As `perform`, for parts that may fail.
  /// - Throws: the error of the first part that failed, by its number.
  func perform(_ count: Int, throwing body: (Int) throws -> Void) throws {
    try withUnsafeTemporaryAllocation(of: (any Error)?.self, capacity: max(count, 1)) { errors in
      errors.initialize(repeating: nil)
      defer { errors.deinitialize() }
      let slots = errors
      perform(count) { part in
        do { try body(part) } catch { slots[part] = error }
      }
      for error in errors { if let error { throw error } }
    }
  }

  /// `count` things in parts of nearly equal size, at most `parts` of them; which thing is in which part depends on the
  /// two numbers alone.
  func perform(_ count: Int, inParts parts: Int, _ body: (Range<Int>) throws -> Void) throws {
    let parts = min(count, parts)
    try perform(parts, throwing: { part in try body(part * count / parts..<(part + 1) * count / parts) })
  }
}
