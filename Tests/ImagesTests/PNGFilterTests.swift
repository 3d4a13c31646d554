import Testing

@testable import Images

struct PNGFilterTests {
  @Test("What a filter made of rows is undone", arguments: PNGFilter.allCases, 1...8)
  func undone(_ filter: PNGFilter, _ pixelCount: Int) {
    let (rowCount, height) = (11 * pixelCount, 200)
    // Bytes of a congruential generator: so many that neighbours are often equally far from what Paeth's filter expects.
    var state: UInt32 = 1
    let rows = (0..<height * rowCount).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    let filtered = PNGFilter.apply(.always(filter), to: rows, rowCount: rowCount, pixelCount: pixelCount)
    #expect(filtered.count == rows.count + height)
    #expect(PNGFilter.undo(filtered, rowCount: rowCount, pixelCount: pixelCount) == rows)
  }
}
