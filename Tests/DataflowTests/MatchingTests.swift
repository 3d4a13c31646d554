import Testing

@testable import Dataflow

@Suite struct MatchingTests {
  private func listing(_ ids: [(String, [(String, Double)])], from source: Int = 0) -> PortListing {
    PortListing(
      ids: ids.map { ItemID(key: $0.0, coordinates: $0.1.map { Coordinate($0.0, $0.1) }) }, sources: [source])
  }

  private func pairs(_ left: PortListing, _ right: PortListing, byKey: Bool = false) throws -> [[Int]] {
    try Matching.pairs(left, right, byKey: byKey).map { [$0.0, $0.1] }
  }

  @Test("Items of one ancestor match by key, whatever their order")
  func byKey() throws {
    let left = listing([("a", []), ("b", [])])
    #expect(try pairs(left, listing([("b", []), ("a", [])])) == [[0, 1], [1, 0]])
  }

  @Test("A coordinate that only one side has is spread over the other side")
  func broadcast() throws {
    let plain = listing([("a", []), ("b", [])])
    let swept = listing([("a", [("s", 1)]), ("a", [("s", 2)]), ("b", [("s", 1)]), ("b", [("s", 2)])])
    #expect(try pairs(plain, swept) == [[0, 0], [0, 1], [1, 2], [1, 3]])
    #expect(try pairs(swept, plain) == [[0, 0], [1, 0], [2, 1], [3, 1]])
    let other = listing([("a", [("t", 1)]), ("a", [("t", 2)]), ("b", [("t", 1)])])
    #expect(try pairs(swept, other) == [[0, 0], [0, 1], [1, 0], [1, 1], [2, 2], [3, 2]])
  }

  @Test("Coordinates that both have must agree")
  func shared() throws {
    let left = listing([("a", [("s", 1)]), ("a", [("s", 2)])])
    let right = listing([("a", [("s", 2), ("t", 0)]), ("a", [("s", 1), ("t", 0)])])
    #expect(try pairs(left, right) == [[0, 1], [1, 0]])
  }

  @Test("Different sources go pairwise and must be equally many")
  func differentSources() throws {
    let left = listing([("a", []), ("b", [])])
    let right = listing([("x", []), ("a", [])], from: 1)
    #expect(try pairs(left, right) == [[0, 0], [1, 1]])
    let error = #expect(throws: Matching.Failure.self) { try pairs(left, listing([("x", [])], from: 1)) }
    #expect(
      error?.description
        == "the inputs have 2 and 1 items; inputs of different sources go pairwise and must be equally many, "
        + "or match by key with match: key")
  }

  @Test("Of three inputs each item meets the partners that agree with each other")
  func three() throws {
    let swept = listing([("a", [("s", 1)]), ("a", [("s", 2)])])
    let plain = listing([("a", [])])
    #expect(try Matching.tuples([plain, swept, swept]) == [[0, 0, 0], [0, 1, 1]])
    #expect(try Matching.tuples([plain, swept, listing([("z", [])], from: 1)]) == [[0, 0, 0], [0, 1, 0]])
    let error = #expect(throws: Matching.Failure.self) { try Matching.tuples([plain, swept, listing([("b", [])])]) }
    #expect(error?.description == "no item of the third input goes with a")
  }

  @Test("Different sources match by key on demand, and a missing partner is named")
  func differentSourcesByKey() throws {
    let left = listing([("a", []), ("b", [])])
    let right = listing([("b", []), ("a", [])], from: 1)
    #expect(try pairs(left, right, byKey: true) == [[0, 1], [1, 0]])
    let error = #expect(throws: Matching.Failure.self) {
      try pairs(left, listing([("b", [])], from: 1), byKey: true)
    }
    #expect(error?.description == "no item of the second input goes with a")
  }
}

@Suite struct ItemNameTests {
  @Test(
    "A key has a folder, a stem and an extension",
    arguments: [
      ("a/b/face.tar.gz", "a/b", "face.tar", "gz"), ("face", "", "face", ""), (".hidden", "", ".hidden", ""),
      ("x.d/face.png", "x.d", "face", "png"), ("prior/0001", "prior", "0001", ""),
    ])
  func parts(_ key: String, _ path: String, _ stem: String, _ ext: String) {
    let parts = ItemKey(key)
    #expect([parts.path, parts.stem, parts.ext] == [path, stem, ext])
  }

  @Test("A pair's key names both")
  func pair() {
    #expect(ItemKey.pair("a/left.png", "b/right.jpg") == "a/left~right.png")
    #expect(ItemKey.pair("prior/1", "x") == "prior/1~x")
  }

  @Test(
    "Numbers are shown without superfluous digits", arguments: [(1.5, "1.5"), (2, "2"), (-0.0, "0"), (1e21, "1e+21")])
  func coordinates(_ number: Double, _ text: String) {
    #expect(Coordinate("s", number).value.description == text)
  }
}
