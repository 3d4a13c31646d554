import Statistics
import Testing

@Suite("Area under the curve")
struct AreaUnderCurveTests {
  @Test("It is scikit-learn's, ties and all")
  func reference() throws {
    let reference = try StatisticsReference.load()
    #expect(Set(reference.scores).count < reference.scores.count)
    let area = try #require(AreaUnderCurve.of(reference.scores, belongs: reference.labels))
    #expect(abs(area - reference.area) < 1e-14)
  }

  @Test(
    "It is the share of the pairs in the right order, equal ones half",
    arguments: [
      ([1, 2, 3, 4], [false, false, true, true], 1), ([4, 3, 2, 1], [false, false, true, true], 0),
      ([1, 1, 1], [false, true, true], 0.5), ([1, 2, 2], [false, false, true], 0.75),
    ] as [([Double], [Bool], Double)])
  func pairs(_ scores: [Double], _ belongs: [Bool], _ area: Double) {
    #expect(AreaUnderCurve.of(scores, belongs: belongs) == area)
  }

  @Test("One class alone has none", arguments: [[true, true], [false, false]])
  func oneClass(_ belongs: [Bool]) { #expect(AreaUnderCurve.of([1, 2], belongs: belongs) == nil) }
}
