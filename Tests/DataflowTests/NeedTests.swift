import Testing

@testable import Dataflow

/// What these tests need and carry.
extension Need {
  fileprivate static let origin = Need("origin", advice: "begin with the right source")
  fileprivate static let colour = Need("colour", advice: "paint it first")
}

/// A map of one need or another.
private struct Link: MapStage {
  var needs: Set<Need> = []
  var provides: Set<Need> = []
  var forgets: Set<Need> = []
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number { item.value }
}

/// A source that provides what it is told to.
private struct Spring: SourceStage {
  var provides: Set<Need> = []
  func list() -> SourceListing { .entries([SourceEntry(key: "a")]) }
  func read(_ entry: SourceEntry, _ run: RunContext) -> Emission<Number> { Emission(Number(value: 1)) }
}

/// Items of one batch share what they carry.
private struct Share: MapStage {
  enum Key: CarriedKey { typealias Value = Int }
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number { item.value }
  func emit(_ batch: [Item<Number>], _ run: RunContext) throws -> [Result<Emission<Number>, any Error>] {
    batch.map { item in
      var carried = item.carried
      carried[Key.self] = batch.count
      return .success(Emission(item.value, carried: carried))
    }
  }
}

@Suite("Needs")
struct NeedTests {
  private static func node(_ id: String, _ stage: AnyStage, _ inputs: Int...) -> NeedSearch.Node {
    NeedSearch.Node(id, [stage], inputs: inputs)
  }

  private static let spring = node("spring", .source(Spring(provides: [.origin])))
  private static let link = Link()
  private static let asking = Link(needs: [.origin])

  @Test("The nearest stage behind that provides it is told, through maps, and nobody else")
  func nearest() {
    let search = NeedSearch([
      Self.spring, Self.node("map", .map(Self.link), 0), Self.node("again", .map(Link(provides: [.origin])), 1),
      Self.node("ask", .map(Self.asking), 2), Self.node("early", .map(Self.asking), 1),
    ])
    #expect(search.demands == [[.origin], [], [.origin], [], []])
    #expect(search.problems.isEmpty)
  }

  @Test("Without a need nobody is told anything")
  func nothing() {
    let search = NeedSearch([Self.spring, Self.node("map", .map(Self.link), 0)])
    #expect(search.demands == [[], []] && search.problems.isEmpty)
  }

  @Test("What must carry several things is told of each")
  func several() {
    let search = NeedSearch([
      Self.node("spring", .source(Spring(provides: [.origin, .colour]))),
      Self.node("ask", .map(Link(needs: [.origin, .colour])), 0),
    ])
    #expect(search.demands == [[.origin, .colour], []])
  }

  @Test(
    "Where there is none, the error names both stages, the reason and what to do",
    arguments: [
      (
        [node("well", .source(Spring())), node("ask", .map(asking), 0)],
        "the items of \"well\" have none"
      ),
      (
        [spring, node("sum", .gather(Total(window: 2)), 0), node("map", .map(link), 1), node("ask", .map(asking), 2)],
        "\"sum\" makes items of several, which have no single origin"
      ),
      (
        [spring, node("wipe", .map(Link(forgets: [.origin])), 0), node("ask", .map(asking), 1)],
        "\"wipe\" leaves nothing of it"
      ),
    ])
  func missing(_ nodes: [NeedSearch.Node], _ cause: String) {
    let search = NeedSearch(nodes)
    #expect(search.problems.map(\.node) == [nodes.count - 1])
    #expect(
      search.problems.map { "\($0.error)" } == [
        "\"ask\" needs the origin of each item, but \(cause); begin with the right source"
      ])
    #expect(search.demands.flatMap { Array($0) }.isEmpty)
  }

  @Test("A gather behind which both inputs lack it is told of once")
  func twoInputs() {
    let search = NeedSearch([
      Self.node("well", .source(Spring())), Self.node("a", .map(Self.link), 0), Self.node("b", .map(Self.link), 0),
      NeedSearch.Node("ask", [.map(Self.asking)], inputs: [1, 2]),
    ])
    #expect(search.problems.count == 1)
  }

  @Test("Items of a batch may share what they carry from a stage on")
  func sharing() throws {
    let shelf = Shelf()
    let seen = Locked<[Int]>([])
    var graph = Graph()
    try graph.add("count", [Variant([], .source(Count(11)))], inputs: [])
    try graph.add("share", [Variant([], .map(Share()))], inputs: [0])
    try graph.add(
      "look", [Variant([], .map(Look { carried in seen.withLock { $0.append(carried[Share.Key.self] ?? 0) } }))],
      inputs: [1])
    try graph.add("collect", [Variant([], .sink(Collect(shelf)))], inputs: [2])
    let report = Engine(try Plan(graph), seed: 0, options: RunOptions(jobs: 1, batch: 4)).run()
    #expect(report.failures.isEmpty)
    #expect(seen.withLock { $0 }.sorted() == [3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4])
  }
}

/// Shows what an item carries.
private struct Look: MapStage {
  let look: @Sendable (Carried) -> Void
  init(_ look: @escaping @Sendable (Carried) -> Void) { self.look = look }
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number {
    look(item.carried)
    return item.value
  }
}
