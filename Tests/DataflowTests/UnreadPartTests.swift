import Testing

@testable import Dataflow

extension Part { fileprivate static let tail = Part("tail") }

/// Passes numbers on, and remembers what it was told to leave out.
private struct Teller: MapStage {
  var unread: Set<Part> = []
  var leftOut: Set<Part> = []

  func apply(_ item: Item<Number>, _ run: RunContext) -> Number { item.value }
  mutating func leaveOut(_ parts: Set<Part>) { leftOut = parts }
}

@Suite struct UnreadPartTests {
  private func graph(_ readers: [[Teller]]) throws -> Graph {
    var graph = Graph()
    let source = try graph.add("count", [Variant([], .source(Count(3)))], inputs: [])
    let teller = try graph.add("teller", [Variant([], .map(Teller()))], inputs: [source])
    for (number, variants) in readers.enumerated() {
      let variants = variants.enumerated().map { Variant([Coordinate("v", Double($0))], AnyStage.map($1)) }
      try graph.add("reader \(number)", variants, inputs: [teller])
    }
    return graph.leavingOutUnread()
  }

  private func told(_ graph: Graph, _ node: Int) -> Set<Part>? {
    guard case .map(let stage) = graph.nodes[node].variants[0].stage else { return nil }
    return (stage as? Teller)?.leftOut
  }

  @Test("A stage is told what none of the stages behind it reads")
  func oneReader() throws {
    #expect(told(try graph([[Teller(unread: [.tail])]]), 1) == [.tail])
    #expect(told(try graph([[Teller(unread: [.tail])], [Teller(unread: [.tail])]]), 1) == [.tail])
  }

  @Test("One reader on another branch, or one value of a sweep, is enough to keep it")
  func severalReaders() throws {
    #expect(told(try graph([[Teller(unread: [.tail])], [Teller()]]), 1) == [])
    #expect(told(try graph([[Teller(unread: [.tail]), Teller()]]), 1) == [])
  }

  @Test("What nobody takes is left as it is")
  func noReader() throws { #expect(told(try graph([]), 1) == []) }
}
