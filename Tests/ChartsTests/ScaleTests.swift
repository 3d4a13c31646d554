import Testing

@testable import Charts

@Suite("Axes and numbers")
struct ScaleTests {
  @Test(
    "Ticks stand at round numbers",
    arguments: [
      ([0.0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([-3.2, 4.1], ["−3", "−2", "−1", "0", "1", "2", "3", "4"]),
      ([0, 20_000], ["0", "5000", "10,000", "15,000", "20,000"]),
      ([0.001, 0.0042], ["0.0010", "0.0015", "0.0020", "0.0025", "0.0030", "0.0035", "0.0040"]),
      ([1e7, 3e7], ["1e7", "1.5e7", "2e7", "2.5e7", "3e7"]), ([], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([5, 5], ["3", "4", "5", "6", "7"]),
    ])
  func linear(_ values: [Double], _ texts: [String]) {
    #expect(Scale(values, margin: 0, about: 7).ticks.map(\.text) == texts)
  }

  @Test(
    "A logarithmic axis has powers of ten, or what lies between few of them",
    arguments: [
      ([1.0, 10_000], ["1", "10", "100", "1000", "10,000"]), ([1, 100], ["1", "2", "5", "10", "20", "50", "100"]),
      ([1e-9, 1e6], ["1e−9", "1e−6", "0.001", "1", "1000", "1e6"]), ([2.2, 4.4], ["2.5", "3.0", "3.5", "4.0"]),
    ])
  func logarithmic(_ values: [Double], _ texts: [String]) {
    #expect(Scale(values, axis: .logarithmic, margin: 0, about: 7).ticks.map(\.text) == texts)
  }

  @Test("A logarithmic axis has no place for what is not positive")
  func noPlace() {
    let scale = Scale([1, 100, 0, -4], axis: .logarithmic, margin: 0, about: 5)
    #expect(scale.share(0) == nil && scale.share(-1) == nil && scale.share(.nan) == nil)
    #expect(scale.share(10) == 0.5)
  }

  @Test(
    "Numbers are rounded, never cut",
    arguments: [(1.005001, 2, "1.01"), (-0.004, 2, "0.00"), (-2.5, 0, "−3"), (0.05, 1, "0.1"), (12, 3, "12.000")])
  func fixed(_ value: Double, _ digits: Int, _ text: String) {
    #expect(NumberText.fixed(value, digits: digits) == text)
  }
}
