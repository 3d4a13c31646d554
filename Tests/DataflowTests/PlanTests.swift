import ProcessorTime
import Testing

@testable import Dataflow

@Suite struct PlanTests {
  private func graph(_ sink: Collect, _ count: Count = Count(4)) throws -> Graph {
    var graph = Graph()
    let source = try graph.add("count", .source(count))
    let map = try graph.add("sweep", .map(Multiply(1, 2)), source)
    try graph.add("collect", .sink(sink), map)
    return graph
  }

  @Test("Everything has its name before anything is read")
  func names() throws {
    var count = Count(2)
    count.onRead = { _ in throw ToyError(description: "read too early") }
    let plan = try Plan(graph(Collect(Shelf()), count))
    #expect(plan.count(of: 0) == 2 && plan.count(of: 1) == 4 && plan.outputCount == 4)
    #expect(plan.ids(of: 1).map(\.description) == ["n0 (factor 1)", "n0 (factor 2)", "n1 (factor 1)", "n1 (factor 2)"])
    #expect(plan.outputs.map(\.destination.path) == plan.ids(of: 1).map(\.description))
    #expect(plan.sourceEntries == [SourceEntry(key: "n0", origin: "in/n0"), SourceEntry(key: "n1", origin: "in/n1")])
    #expect(plan.groups(of: 2, limit: 1).map { $0.map(\.id.description) } == [["n0 (factor 1)"]])
  }

  @Test("Two items in one file are refused with both names")
  func collision() throws {
    var sink = Collect(Shelf())
    sink.name = { id, _ in Destination(path: "out/\(id.key)") }
    let error = #expect(throws: CollisionError.self) { try Plan(graph(sink)) }
    #expect(
      error?.description
        == "two items would be written to out/n0: n0 (factor 1) and n0 (factor 2); put what tells them apart into the "
        + "name, as {path}, {stem} or a sweep's value")
  }

  @Test("Two sinks may not write one file, even one that is shared")
  func collisionBetweenSinks() throws {
    var sink = Collect(Shelf())
    sink.name = { _, _ in Destination(path: "all", isShared: true) }
    var graph = try graph(sink)
    try graph.add("again", .sink(sink), 0)
    #expect(throws: CollisionError.self) { try Plan(graph) }
  }

  @Test("Two instances of one sink may not share a file either")
  func collisionOfInstances() throws {
    var sink = Collect(Shelf())
    sink.name = { _, _ in Destination(path: "all", isShared: true) }
    var graph = Graph()
    let source = try graph.add("count", .source(Count(1)))
    try graph.add("collect", [Variant([], .sink(sink)), Variant([], .sink(sink))], inputs: [source])
    #expect(throws: CollisionError.self) { try Plan(graph) }
  }

  @Test("A restriction takes the first items, or those of given keys")
  func restriction() throws {
    let graph = try graph(Collect(Shelf()))
    #expect(try Plan(graph, .init(limit: 2)).ids(of: 0).map(\.key) == ["n0", "n1"])
    #expect(try Plan(graph, .init(limit: 1, only: ["n2", "n3"])).ids(of: 0).map(\.key) == ["n2"])
    let error = #expect(throws: PlanError.self) { try Plan(graph, .init(only: ["n11", "n1"])) }
    #expect(error?.description == "there is no item \"n11\" in the input; did you mean \"n1\"?")
  }

  @Test("Sweeps that multiply beyond all bounds are refused, and nothing overflows")
  func tooMany() throws {
    var graph = Graph()
    var node = try graph.add("count", .source(Count(10)))
    var map = Multiply(1, as: "a")
    map.factors = Array(repeating: 1, count: 10_000)
    for number in 0..<7 { node = try graph.add("sweep\(number)", .map(map), node) }
    try graph.add("collect", .sink(Collect(Shelf())), node)
    #expect(throws: PlanError.tooManyItems(stage: "sweep1", maximum: 5_000_000)) { try Plan(graph) }
  }

  @Test("A stream cannot be swept")
  func sweptStream() throws {
    var graph = Graph()
    let source = try graph.add(
      "pipe", [Variant([], .source(Pipe(1))), Variant([], .source(Pipe(1)))], inputs: [])
    try graph.add("collect", .sink(Collect(Shelf())), source)
    #expect(throws: PlanError.sweptStream(stage: "pipe")) { try Plan(graph) }
  }

  @Test("The instances of a source go key by key, and each reads its own")
  func sweptSource() throws {
    var count = Count(2)
    count.factors = [1, 10]
    var graph = Graph()
    let source = try graph.add("count", .source(count))
    try graph.add("collect", .sink(Collect(Shelf())), source)
    let plan = try Plan(graph)
    #expect(
      plan.ids(of: source).map(\.description) == ["n0 (factor 1)", "n0 (factor 10)", "n1 (factor 1)", "n1 (factor 10)"])
    #expect(plan.sourceEntries.count == 2)
  }

  @Test("What stands there already is known, and left out on demand")
  func present() throws {
    var sink = Collect(Shelf())
    sink.present = ["n0 (factor 1)", "n3 (factor 2)"]
    var plan = try Plan(graph(sink))
    #expect(plan.outputs.filter(\.isPresent).count == 2)
    plan.want(keys: nil, skippingPresent: true)
    #expect(plan.outputs.count == 6 && plan.outputCount == 6)
    plan.want(keys: ["n0"], skippingPresent: true)
    #expect(plan.outputs.map(\.destination.path) == ["n0 (factor 2)"])
  }

  @Test("A graph refuses what cannot be")
  func graphErrors() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(1)))
    let sink = try graph.add("collect", .sink(Collect(Shelf())), source)
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    var copy = graph
    #expect(
      message { try copy.add("double", .map(Multiply(2)), sink) }
        == "\"double\" needs numbers, but \"collect\" is an end and gives nothing")
    #expect(
      message { try copy.add("double", .map(Multiply(2))) }
        == "the stage \"double\" has no input; put a source before it")
    #expect(
      message { try copy.add("double", .map(Multiply(2)), source, source) }
        == "the stage \"double\" takes one input, not 2")
    #expect(
      message { try copy.add("double", [], inputs: [source]) }
        == "the stage \"double\" stands for no instance; give it at least one value")
    #expect(
      message { try copy.add("count", .source(Count(1)), source) } == "\"count\" is a source and takes no input")
  }

  @Test("Nine thousand pictures with nine values each are planned in a moment")
  func isFast() throws {
    let graph = try { () throws -> Graph in
      var graph = Graph()
      var node = try graph.add("count", .source(Count(9000)))
      node = try graph.add("encode", .map(Multiply(1)), node)
      node = try graph.add("sweep", .map(Multiply(1, 2, 3, 4, 5, 6, 7, 8, 9)), node)
      node = try graph.add("decode", .map(Multiply(1)), node)
      try graph.add("collect", .sink(Collect(Shelf())), node)
      return graph
    }()
    var plan: Plan?
    let planning = try processorTime { plan = try Plan(graph) }
    let selecting = processorTime { plan?.want(keys: ["n17"], skippingPresent: true) }
    let scheduling = try processorTime { _ = Drive(try #require(plan), seed: 0) }
    print("9,000 × 9: plan \(planning), select \(selecting), schedule \(scheduling)")
    #expect(planning < .seconds(8), "0.3 s in release; quadratic would be minutes")
  }
}
