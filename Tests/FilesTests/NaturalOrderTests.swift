import Files
import Testing

@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ["face-1", "face-2", "face-10", "face-10b", "face-11"], ["1", "01", "001", "2", "02"], ["a", "a/b", "a.png"],
    ["a/2", "a/10", "b/1"], ["1/b", "01/a", "01/c"], ["x9", "x99999999999999999999999", "y"],
    ["", "0", "a"], ["a1b2", "a01b3", "a1b10", "a2"], ["B", "a"], ["z", "é"],
  ])
  func ordersAsPeopleCount(names: [String]) {
    #expect(names.shuffled().sorted(by: naturalOrder) == names)
  }

  @Test func isAStrictTotalOrder() {
    var generator = SystemRandomNumberGenerator()
    let names = Set((0..<120).map { _ in String((0..<4).map { _ in "01a/".randomElement(using: &generator) ?? "a" }) })
    for a in names {
      for b in names where a != b {
        #expect(naturalOrder(a, b) != naturalOrder(b, a), "\(a) \(b)")
        for c in names where naturalOrder(a, b) && naturalOrder(b, c) { #expect(naturalOrder(a, c), "\(a) \(b) \(c)") }
      }
      #expect(!naturalOrder(a, a))
    }
  }
}
