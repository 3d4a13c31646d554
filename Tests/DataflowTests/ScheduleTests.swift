import Testing

@testable import Dataflow

/// The state machine without threads, in a thousand random orders.
@Suite struct ScheduleTests {
  static let limits: [Schedule.Limits] = [
    .init(batch: 1, queue: 1, window: 4), .init(batch: 3, queue: 2, window: 8), .init(batch: 8, queue: 4),
    .init(batch: 50, queue: 3),
  ]

  @Test("In every order each output is written once, as the oracle says", arguments: ToyGraph.all)
  func writesEverythingOnce(_ toy: ToyGraph) throws {
    for seed in UInt64(0)..<56 {
      let shelf = Shelf()
      let plan = try Plan(toy.build(shelf))
      var drive = Drive(plan, limits: Self.limits[Int(seed % 4)], seed: seed)
      try drive.finish(lanes: 1 + Int(seed % 7))
      let oracle = Oracle(plan)
      #expect(drive.schedule.isFinished && !drive.schedule.isStalled, "seed \(seed)")
      #expect(drive.failures == [], "seed \(seed)")
      #expect(shelf.sorted == oracle.written, "seed \(seed)")
      #expect(drive.written.count == oracle.written.count)
      #expect(drive.lost.count == oracle.lost)
    }
  }

  @Test("A stream gives what a list would, in every order", arguments: ToyGraph.streams)
  func streams(_ toy: ToyGraph) throws {
    for seed in UInt64(0)..<40 {
      let shelf = Shelf()
      let plan = try Plan(toy.build(shelf))
      #expect(plan.isStreaming && plan.outputCount == nil)
      var drive = Drive(plan, limits: Self.limits[Int(seed % 4)], seed: seed)
      try drive.finish(lanes: 1 + Int(seed % 5))
      #expect(drive.schedule.isFinished && !drive.schedule.isStalled, "seed \(seed)")
      #expect(drive.failures == [], "seed \(seed)")
      let oracle = Oracle(plan, after: drive.schedule.listing)
      #expect(!oracle.written.isEmpty)
      #expect(shelf.sorted == oracle.written, "seed \(seed)")
      #expect(drive.lost.count == oracle.lost)
    }
  }

  @Test(
    "Standard output is written in natural order, whatever finishes first",
    arguments: [ToyGraph.ordered, .reversed, .streamedOrdered])
  func standardOutputIsOrdered(_ toy: ToyGraph) throws {
    for seed in UInt64(0)..<40 {
      let shelf = Shelf()
      let plan = try Plan(toy.build(shelf))
      var drive = Drive(plan, limits: Self.limits[Int(seed % 4)], seed: seed)
      try drive.finish(lanes: 6)
      #expect(shelf.entries == Oracle(plan, after: drive.schedule.listing).inOrder, "seed \(seed)")
    }
  }

  @Test("Reading stops while too many items wait for their turn at standard output")
  func windowHolds() throws {
    for seed in UInt64(0)..<25 {
      var graph = Graph()
      let source = try graph.add("count", .source(Count(200)))
      let map = try graph.add("tool", .map(Multiply(2, on: .io)), source)
      try graph.add("collect", .sink(Collect.toStandardOutput(Shelf())), map)
      let limits = Schedule.Limits(batch: 2, queue: 3, window: 20)
      var drive = Drive(try Plan(graph), limits: limits, seed: seed)
      try drive.finish(lanes: 9)
      // Beyond the window come at most what was under way and what waited in the queue.
      #expect(drive.mostHeld <= 20 + 2 * (9 + 3), "seed \(seed)")
      #expect(drive.written.count == 200)
    }
  }

  @Test("After a cancel nothing more begins, and what runs is finished", arguments: ToyGraph.all)
  func cancelBeginsNothing(_ toy: ToyGraph) throws {
    for seed in UInt64(0)..<60 {
      let shelf = Shelf()
      let plan = try Plan(toy.build(shelf))
      var drive = Drive(plan, seed: seed)
      for _ in 0..<Int(seed) { _ = try drive.step(lanes: 4) }
      drive.cancel()
      let begun = drive.begun
      try drive.finish(lanes: 4)
      #expect(drive.begun == begun)
      #expect(drive.schedule.isFinished && !drive.schedule.isStalled)
      let expected = Set(Oracle(plan).written)
      #expect(Set(shelf.entries).isSubset(of: expected))
    }
  }

  @Test("A failure reaches exactly the outputs that depend on it, with its name, and is told once")
  func failuresArePrecise() throws {
    for seed in UInt64(0)..<50 {
      let shelf = Shelf()
      var drive = Drive(try Plan(ToyGraph.failing.build(shelf)), seed: seed)
      try drive.finish(lanes: 5)
      let told = drive.failed.map { "\($0.stage) \($0.key): \($0.reason)" }.sorted()
      #expect(
        told == [
          "count n19: cannot read", "count n3: cannot read", "each n11: disk", "each n11: disk",
          "sweep n4: cannot multiply",
        ])
      let lost = Set(drive.lost.map(\.key))
      // Windows of 6 over two values a key: n3 and n4 are in the second, n19 in the last.
      let sums = ["sum1", "count1", "sum6", "count6"].map { "sums/\($0)" }
      let each = ["n3 (factor 2)", "n3 (factor 3)", "n19 (factor 2)", "n19 (factor 3)", "n4 (factor 3)"]
      #expect(lost == Set(sums + each + ["n11 (factor 2)", "n11 (factor 3)"]))
      #expect(drive.lost.first { $0.key == "sums/sum6" }?.reason == "n19 failed in count")
    }
  }

  @Test("What was not asked for is neither read nor made", arguments: [1, 5, 8])
  func selectionLeavesOut(_ batch: Int) throws {
    let read = Shelf()
    for seed in UInt64(0)..<40 {
      let shelf = Shelf()
      var count = Count(30)
      count.onRead = { read.put($0, []) }
      var graph = Graph()
      let source = try graph.add("count", .source(count))
      let map = try graph.add("sweep", .map(Multiply(1, 2)), source)
      let sum = try graph.add("total", .gather(Total(window: 6)), map)
      var each = Collect(shelf)
      each.name = { id, _ in Destination(path: "each/\(id)") }
      each.present = Set((0..<30).map { "each/n\($0) (factor 1)" })
      try graph.add("each", .sink(each), map)
      try graph.add("sums", .sink(Collect(shelf)), sum)
      var plan = try Plan(graph)
      plan.want(keys: ["n7", "n8"], skippingPresent: true)
      var drive = Drive(plan, limits: .init(batch: batch, queue: 2), seed: seed)
      try drive.finish(lanes: 4)
      #expect(!drive.schedule.isStalled)
      let names = shelf.sorted.map(\.path)
      #expect(names == ["count2", "each/n7 (factor 2)", "each/n8 (factor 2)", "sum2"])
      #expect(plan.outputCount == 4)
    }
    #expect(Set(read.entries.map(\.path)) == ["n6", "n7", "n8"])
  }

  @Test("Two sinks to standard output would mix, so they are refused")
  func refusesTwoStandardOutputs() throws {
    var graph = Graph()
    let source = try graph.add("count", .source(Count(2)))
    try graph.add("one", .sink(Collect.toStandardOutput(Shelf())), source)
    try graph.add("two", .sink(Collect.toStandardOutput(Shelf())), source)
    #expect(throws: PlanError.mixedOutput(first: "one", second: "two")) { try Plan(graph) }
  }

  @Test("Of few items a source reads no more at once than each lane's share", arguments: [2, 3, 24])
  func fewItemsAreShared(_ share: Int) throws {
    var station = Station(.source(isStream: false), node: 0, lane: .io, toRead: Array(0..<24))
    let limits = Schedule.Limits(batch: 8, share: share)
    guard case .read(let positions) = station.takeWork(limits) else { return #expect(Bool(false), "a source reads") }
    #expect(positions == Array(0..<min(8, share)))
  }

  @Test("A stream's items travel together where they would wait anyway")
  func smallBatchesAreTakenTogether() throws {
    var station = Station(.segment, node: 0, lane: .compute)
    let items = (0..<10).map {
      Outcome(id: ItemID(key: "\($0)"), position: $0, value: .success(Number(value: 0)))
    }
    for item in items { station.enqueue([item]) }
    let limits = Schedule.Limits(batch: 8, queue: 4)
    #expect(station.waiting(limits) == 2)
    guard case .transform(let first) = station.takeWork(limits), case .transform(let rest) = station.takeWork(limits)
    else { return #expect(Bool(false), "a segment transforms") }
    #expect(first.map(\.position) == Array(0..<8))
    #expect(rest.map(\.position) == [8, 9])
    #expect(!station.hasWork)
  }
}
