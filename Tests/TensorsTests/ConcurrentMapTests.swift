import Tensors
import Testing

@Suite("A map on all cores")
struct ConcurrentMapTests {
  @Test("runs every index once, in order, and throws the first error")
  func concurrentMap() throws {
    struct Odd: Error, Equatable { let index: Int }
    #expect(try Tensors.concurrentMap(100) { $0 * $0 } == (0..<100).map { $0 * $0 })
    #expect(throws: Odd(index: 3)) {
      try Tensors.concurrentMap(100) { if $0 >= 3, $0 % 2 == 1 { throw Odd(index: $0) } else { $0 } }
    }
  }
}
