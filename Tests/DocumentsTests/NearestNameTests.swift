import Testing

@testable import Documents

@Suite struct NearestNameTests {
  let stages = ["load", "encode", "sample z", "add attribute vector", "decode", "sample", "save", "keep photograph"]

  @Test(arguments: [
    ("laod", "load"), ("encod", "encode"), ("Decode", "decode"), ("add atribute vektor", "add attribute vector"),
    ("sampel", "sample"), ("sample-z", "sample z"), ("keepphotograph", "keep photograph"), ("sve", "save"),
  ])
  func findsWhatWasMeant(wrong: String, right: String) {
    #expect(NearestName.suggestion(for: wrong, among: stages) == right)
  }

  @Test(arguments: ["montage", "", "x", "attribute", String(repeating: "a", count: 100_000)])
  func suggestsNothingThatIsTooFar(wrong: String) {
    #expect(NearestName.suggestion(for: wrong, among: stages) == nil)
    #expect(NearestName.hint(for: wrong, among: stages).isEmpty)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
    ("ca", "abc", 3),
  ])
  func countsEditsWithTranspositions(a: String, b: String, distance: Int) {
    #expect(NearestName.distance(Array(a), Array(b)) == distance)
  }
}
