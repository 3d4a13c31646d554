import Synchronization

/// Memory for as long as a part of a step runs. It is kept for the next: memory fresh from the system has to be cleared
/// page by page, which takes longer than much of what is computed in it.
final class ScratchPool: Sendable {
  /// Blocks that nobody uses now.
  private let free = Mutex<[Block]>([])

  private struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let count: Int
  }

  deinit { for block in free.withLock({ $0 }) { block.start.deallocate() } }

  /// Calls with memory for so many floats, whose content is arbitrary.
  func withFloats<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Float>) throws -> Result) rethrows -> Result {
    let block = take(count)
    defer { free.withLock { $0.append(block) } }
    return try body(block.start.bindMemory(to: Float.self, capacity: block.count))
  }

  /// The smallest block that is large enough, or a new one.
  private func take(_ count: Int) -> Block {
    let known = free.withLock { blocks -> Block? in
      let fitting = blocks.indices.filter { blocks[$0].count >= count }
      return fitting.min { blocks[$0].count < blocks[$1].count }.map { blocks.remove(at: $0) }
    }
    if let known { return known }
    let bytes = count * MemoryLayout<Float>.size
    return Block(start: .allocate(byteCount: max(bytes, 64), alignment: 64), count: count)
  }
}
