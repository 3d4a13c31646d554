import Testing

@testable import Kernels

/// The pure parts of a plan: blocks, stretches, memory.
@Suite struct PlanTests {
  @Test(
    "Blocks are equal, and as large as the limit lets them",
    arguments: [
      (batch: 8, height: 4, limit: 1000, items: 8, rows: 4), (8, 4, 130, 2, 4), (6, 5, 250, 3, 5), (8, 4, 39, 1, 2),
      (8, 7, 60, 1, 1), (5, 6, 1, 1, 1),
    ])
  func blocking(_ batch: Int, _ height: Int, _ limit: Int, _ items: Int, _ rows: Int) {
    let blocking = Blocking(batch: batch, height: height, width: 5, floatsPerPixel: 2, limit: limit)
    #expect(blocking.items == items)
    #expect(blocking.rows == rows)
  }

  private struct Nothing: Step {
    var scratch: Int { 0 }
    func run(_: UnsafePointer<Float>, _: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {}
  }

  private func step(_ source: Place, _ target: Place, _ items: Int) -> PlacedStep {
    PlacedStep(step: Nothing(), source: source, target: target, sourceCount: 1, targetCount: 1, items: items)
  }

  @Test("A value that outlives its stretch keeps its memory during all of it")
  func stretches() {
    let steps = [
      step(.input(0), .value(0), 2), step(.value(0), .value(1), 2), step(.value(1), .value(2), 2),
      step(.value(2), .value(3), 8), step(.value(3), .value(4), 2), step(.value(4), .output(0), 2),
    ]
    let stretches = Stretches(steps, values: Array(repeating: .rowMajor(1), count: 5))
    #expect(stretches.ranges == [0..<3, 3..<4, 4..<6])
    #expect(stretches.isLocal == [true, true, false, false, true])
    #expect(stretches.lifetimes == [0..<2, 1..<3, 0..<4, 3..<6, 4..<6])
  }

  @Test("Values that live at the same time do not overlap, others share memory")
  func arena() {
    let lifetimes = [0..<2, 1..<3, 2..<4, 0..<4, 3..<5]
    let sizes = [100, 50, 100, 7, 30]
    let arena = ArenaLayout(sizes: sizes, lifetimes: lifetimes)
    for a in sizes.indices {
      #expect(arena.offsets[a] % 16 == 0)
      for b in 0..<a where lifetimes[a].overlaps(lifetimes[b]) {
        let (rangeA, rangeB) = (
          arena.offsets[a]..<arena.offsets[a] + sizes[a], arena.offsets[b]..<arena.offsets[b] + sizes[b]
        )
        #expect(!rangeA.overlaps(rangeB))
      }
    }
    #expect(arena.count < sizes.reduce(0, +))
  }
}
