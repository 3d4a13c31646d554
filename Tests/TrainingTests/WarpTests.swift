import Testing

@testable import Training

@Suite struct WarpTests {
  /// A picture of 5×5 whose value tells the place.
  private func warped(_ warp: Warp) -> [[Float]] {
    (0..<5).map { y in (0..<5).map { x in warp.value(x: x, y: y, width: 5, height: 5) { Float($0 + 10 * $1) } } }
  }

  private let plain: [[Float]] = (0..<5).map { y in (0..<5).map { Float($0 + 10 * y) } }

  @Test func nothingLeavesAPictureAsItIs() { #expect(warped(Warp(turn: 0, zoom: 1, slant: 0)) == plain) }

  @Test func aQuarterTurnPutsColumnsWhereRowsWere() {
    let turned = warped(Warp(turn: 90, zoom: 1, slant: 0))
    for y in 0..<5 { for x in 0..<5 { #expect(abs(turned[y][x] - plain[x][4 - y]) < 1e-3) } }
  }

  @Test func enlargedTheMiddleStaysAndTheStepsAreSmaller() {
    let large = warped(Warp(turn: 0, zoom: 2, slant: 0))
    #expect(large[2][2] == 22 && large[2][4] == 23 && large[0][2] == 12)
  }

  @Test func aSlantMovesRowsByTheirDistanceFromTheMiddle() {
    let slanted = warped(Warp(turn: 0, zoom: 1, slant: 0.5))
    #expect(slanted[2] == plain[2])
    #expect(slanted[4][2] == 43 && slanted[0][2] == 1)
  }

  @Test func variationsOfAnotherViewAreOthersAndEveryTimeTheSame() {
    var augmentation = Augmentation()
    (augmentation.turn, augmentation.zoom, augmentation.slant, augmentation.shift) = (10, 0.1, 0.2, 2)
    func variations(_ view: Int) -> [Variation] { augmentation.variations(seed: 1, epoch: 2, count: 30, view: view) }
    #expect(variations(0) == variations(0) && variations(1) == variations(1))
    #expect(variations(0) != variations(1))
    #expect(Set(variations(0)).count == 30)
  }
}
