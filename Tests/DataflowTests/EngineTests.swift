import Tensors
import Testing

@testable import Dataflow

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The engine on real Dispatch lanes.
@Suite struct EngineTests {
  @Test(
    "Lanes and batch change nothing about what is written", arguments: ToyGraph.all + ToyGraph.streams,
    [(1, 1), (1, 7), (2, 1), (2, 32), (4, 7), (4, 32)])
  func sameOutputs(_ toy: ToyGraph, _ how: (lanes: Int, batch: Int)) throws {
    let reference = Shelf()
    var drive = Drive(try Plan(toy.build(reference)), seed: 1)
    try drive.finish(lanes: 1)
    let shelf = Shelf()
    let plan = try Plan(toy.build(shelf))
    let observer = Witness()
    let report = Engine(plan, seed: 0, options: .init(jobs: how.lanes, batch: how.batch), observer: observer).run()
    #expect(shelf.sorted == reference.sorted)
    #expect(report.written == drive.written.count)
    #expect(report.lost.count == drive.lost.count)
    #expect(Set(report.failures) == Set(drive.failed))
    #expect(Set(report.failures).count == report.failures.count)
    #expect(report.stop == nil && !report.wasCancelled)
    #expect(observer.written == report.written && observer.mostAtOnce == 1)
  }

  @Test("Failures are reported in natural order")
  func failuresAreSorted() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(40, failing: ["n2", "n10", "n33", "n9"])))
    try graph.add("collect", .sink(Collect(Shelf())), source)
    let report = Engine(try Plan(graph), seed: 0, options: .init(jobs: 3, batch: 2)).run()
    #expect(report.failures.map(\.key) == ["n2", "n9", "n10", "n33"])
    #expect(report.failures.first?.description == "in/n2: count: cannot read")
    #expect(report.lost.count == 4 && report.written == 36)
  }

  @Test("An observer may cancel; what was begun is finished and the run ends", arguments: [1, 2, 4])
  func cancels(_ lanes: Int) throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(3000)))
    let map = try graph.add("double", .map(Multiply(2)), source)
    try graph.add("collect", .sink(Collect(Shelf())), map)
    let observer = Witness()
    let engine = Engine(try Plan(graph), seed: 0, options: .init(jobs: lanes), observer: observer)
    observer.onEvent { if $0.written == 10 { engine.cancel() } }
    let report = engine.run()
    #expect(report.wasCancelled)
    #expect(report.written >= 10 && report.written < 3000)
    #expect(observer.written == report.written)
  }

  @Test("A run cancelled before it begins does nothing and ends")
  func cancelsEarly() throws {
    let shelf = Shelf()
    let engine = Engine(try Plan(ToyGraph.straight.build(shelf)), seed: 0, options: .init(jobs: 2))
    engine.cancel()
    let report = engine.run()
    #expect(report.wasCancelled && report.written == 0 && shelf.entries.isEmpty)
  }

  @Test("The first failure ends the run where failures stop it")
  func stopsOnError() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(2000, failing: ["n20"])))
    try graph.add("collect", .sink(Collect(Shelf())), source)
    let report = Engine(try Plan(graph), seed: 0, options: .init(jobs: 1, batch: 4, stopsOnError: true)).run()
    #expect((report.stop as? ItemFailure)?.key == "n20")
    #expect(report.written < 2000 && !report.wasCancelled)
  }

  enum Place: CaseIterable { case source, map, gather, sink }

  @Test("StopRun ends the run wherever it is thrown, with its cause", arguments: Place.allCases)
  func stopRun(_ place: Place) throws {
    let full = ToyError(description: "disk full")
    var graph = Graph()
    var count = Count(2000)
    if place == .source { count.onRead = { if $0 == "n30" { throw StopRun(full) } } }
    var map = Multiply(2)
    if place == .map { map.onApply = { if $0.key == "n30" { throw StopRun(full) } } }
    var sink = Collect(Shelf())
    if place == .sink { sink.onWrite = { if $0.path == "n30" { throw StopRun(full) } } }
    let source = try graph.add("count", .source(count))
    var node = try graph.add("double", .map(map), source)
    if place == .gather { node = try graph.add("stop", .gather(Stopping(error: full)), node) }
    try graph.add("collect", .sink(sink), node)
    let report = Engine(try Plan(graph), seed: 0, options: .init(jobs: 2)).run()
    #expect((report.stop as? ToyError)?.description == "disk full")
    // A sink that stops the run says nothing against the item.
    #expect(report.failures.contains { $0.key == "n30" && $0.reason == "disk full" } == (place != .sink))
    #expect(report.written < 2000)
  }

  @Test("A slow sink holds the source back", arguments: [1, 4], [1, 8])
  func backPressure(_ lanes: Int, _ batch: Int) throws {
    let ahead = Ahead()
    var graph = Graph()
    var count = Count(300)
    count.onRead = { _ in ahead.read() }
    var sink = Collect(Shelf())
    sink.onWrite = { _ in
      usleep(300)
      ahead.written()
    }
    let source = try graph.add("count", .source(count))
    let map = try graph.add("double", .map(Multiply(2)), source)
    try graph.add("collect", .sink(sink), map)
    let options = RunOptions(jobs: lanes, ioLanes: 4, batch: batch)
    let report = Engine(try Plan(graph), seed: 0, options: options).run()
    #expect(report.written == 300)
    // Two queues of 2 + lanes batches, and what the lanes have in hand.
    #expect(ahead.most <= batch * (2 * (2 + lanes) + 4 + lanes))
  }

  @Test("Warnings of a stage reach the observer")
  func warnings() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(3)))
    let map = try graph.add("odd", .map(Warning()), source)
    try graph.add("collect", .sink(Collect(Shelf())), map)
    let observer = Witness()
    _ = Engine(try Plan(graph), seed: 0, options: .init(jobs: 2), observer: observer).run()
    #expect(observer.warnings.sorted() == ["n0 is odd", "n1 is odd", "n2 is odd"])
    #expect(observer.started == [3])
  }

  @Test("Noise depends on seed, stage, key and draw, and not on sweeps, lanes or company")
  func noise() throws {
    func noise(of keys: Int, lanes: Int, seed: UInt64) throws -> [Shelf.Entry] {
      let shelf = Shelf()
      var graph = Graph()
      let source = try graph.add("count", .source(Count(keys)))
      let map = try graph.add("sweep", .map(Multiply(1, 2)), source)
      let noisy = try graph.add("noise", .map(Noise()), map)
      try graph.add("collect", .sink(Collect(shelf)), noisy)
      _ = Engine(try Plan(graph), seed: seed, options: .init(jobs: lanes)).run()
      return shelf.sorted
    }
    let many = try noise(of: 9, lanes: 4, seed: 1)
    #expect(try noise(of: 9, lanes: 1, seed: 1) == many)
    #expect(try Set(noise(of: 2, lanes: 1, seed: 1)).isSubset(of: Set(many)))
    #expect(many[0].values == many[1].values && many[1].values != many[2].values)
    #expect(try noise(of: 9, lanes: 1, seed: 2) != many)
  }

  @Test("A batch that comes back short fails its items instead of losing them")
  func shortBatch() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(5)))
    let map = try graph.add("short", .map(Short()), source)
    try graph.add("collect", .sink(Collect(Shelf())), map)
    let report = Engine(try Plan(graph), seed: 0, options: .init(jobs: 1)).run()
    #expect(report.failures.count == 5 && report.written == 0)
    #expect(report.failures[0].reason == "the stage gave 4 results for 5 items")
  }
}

/// Watches a run.
private final class Witness: RunObserver {
  private struct Seen {
    var written = 0
    var inside = 0
    var mostAtOnce = 0
    var warnings: [String] = []
    var started: [Int?] = []
    var reaction: @Sendable (Witness) -> Void = { _ in }
  }

  private let seen = Locked(Seen())

  var written: Int { seen.withLock { $0.written } }
  var mostAtOnce: Int { seen.withLock { $0.mostAtOnce } }
  var warnings: [String] { seen.withLock { $0.warnings } }
  var started: [Int?] { seen.withLock { $0.started } }

  func onEvent(_ reaction: @escaping @Sendable (Witness) -> Void) { seen.withLock { $0.reaction = reaction } }

  func observe(_ event: RunEvent) {
    let reaction = seen.withLock { seen in
      seen.inside += 1
      seen.mostAtOnce = max(seen.mostAtOnce, seen.inside)
      switch event {
      case .written: seen.written += 1
      case .warning(let text): seen.warnings.append(text)
      case .note: break
      case .started(let outputs): seen.started.append(outputs)
      case .failed, .lost: break
      }
      return seen.reaction
    }
    reaction(self)
    seen.withLock { $0.inside -= 1 }
  }
}

/// How far reading is ahead of writing.
private final class Ahead: Sendable {
  private let state: Locked<(now: Int, most: Int)> = Locked((0, 0))
  func read() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func written() { state.withLock { $0.now -= 1 } }
  var most: Int { state.withLock { $0.most } }
}

private struct Stopping: GatherStage {
  typealias Input = Number
  let error: ToyError
  func groups(of inputs: [PortListing]) -> [Group] {
    inputs[0].ids.indices.map { Group(members: [.init(position: $0)], outputs: [inputs[0].ids[$0]]) }
  }
  func combine(_ members: [Item<Number>], into outputs: [ItemID], _ run: RunContext) throws -> [Number] {
    if outputs[0].key == "n30" { throw StopRun(error) }
    return [members[0].value]
  }
}

private struct Warning: MapStage {
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number {
    run.warn("\(item.id) is odd")
    return item.value
  }
}

private struct Noise: MapStage {
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number {
    Number(value: Double(run.noise(for: item.id).normals(1)[0]))
  }
}

private struct Short: MapStage {
  func apply(_ item: Item<Number>, _ run: RunContext) -> Number { item.value }
  func apply(_ batch: [Item<Number>], _ run: RunContext) -> [Result<Number, any Error>] {
    batch.dropFirst().map { .success($0.value) }
  }
}
