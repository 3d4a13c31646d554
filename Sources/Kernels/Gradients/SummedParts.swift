/// A gradient that all items of a batch contribute to: parts of the batch are summed apart, and then the parts in their
/// order, so that the sum does not depend on who computed which.
struct SummedParts {
  private let count: Int
  private let context: LearningContext
  private let parts: Int

  /// The most floats of memory for the parts together.
  private static let limit = 1 << 22

  /// - Parameter count: the floats of the gradient.
  init(count: Int, _ context: LearningContext) {
    self.count = count
    self.context = context
    parts = max(2, min(LearningContext.parts, SummedParts.limit / max(1, count), context.batch))
  }

  /// Writes the sum of what `body` adds to a part for some items.
  func add(
    to target: UnsafeMutablePointer<Float>, _ body: (UnsafeMutablePointer<Float>, Range<Int>) throws -> Void
  ) throws {
    try context.scratch.withFloats(parts * count) { try add(to: target, $0, body) }
  }

  /// The same with memory for all parts.
  private func add(
    to target: UnsafeMutablePointer<Float>, _ memory: UnsafeMutablePointer<Float>,
    _ body: (UnsafeMutablePointer<Float>, Range<Int>) throws -> Void
  ) throws {
    let batch = context.batch
    try context.inParts(of: parts, parts: parts) { range in
      for part in range {
        let start = memory + part * count
        start.update(repeating: 0, count: count)
        try body(start, part * batch / parts..<(part + 1) * batch / parts)
      }
    }
    try context.inParts(of: count) { range in
      (target + range.lowerBound).update(from: memory + range.lowerBound, count: range.count)
      for part in 1..<parts {
        addFloats(memory + part * count + range.lowerBound, target + range.lowerBound, range.count)
      }
    }
  }
}
