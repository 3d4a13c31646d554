import Testing

@testable import Dataflow

/// What is ready goes to a sink together, and stays several outputs.
@Suite struct WritingTests {
  private func station(isOrdered: Bool, ready: Int) -> Station {
    var station = Station(.sink(isOrdered: isOrdered), node: 0, lane: .io)
    station.ready = (0..<ready).map { Collector.Complete(group: $0, members: []) }
    return station
  }

  @Test(arguments: [(1, 5, [1, 1, 1, 1, 1]), (8, 10, [4, 4, 2]), (50, 3, [3])])
  func halfABatchIsWrittenTogether(batch: Int, ready: Int, expected: [Int]) {
    let limits = Schedule.Limits(batch: batch)
    var station = station(isOrdered: false, ready: ready)
    #expect(station.waiting(limits) == expected.count)
    var taken: [[Int]] = []
    while station.hasWork {
      guard case .write(let groups) = station.takeWork(limits) else { break }
      taken.append(groups.map(\.group))
    }
    #expect(taken.map(\.count) == expected)
    #expect(taken.flatMap(\.self) == Array(0..<ready))
  }

  @Test func standardOutputTakesOneAtATime() {
    var station = station(isOrdered: true, ready: 3)
    guard case .write(let groups) = station.takeWork(.init(batch: 16)) else {
      Issue.record("a sink writes")
      return
    }
    #expect(groups.map(\.group) == [0])
  }

  @Test("One output that fails, in whatever company, is told alone", arguments: [1, 4, 16])
  func failuresStayAlone(batch: Int) throws {
    let shelf = Shelf()
    var sink = Collect(shelf)
    sink.onWrite = { if $0.path.hasSuffix("3") { throw ToyError(description: "no room") } }
    var graph = Graph()
    let source = try graph.add("count", .source(Count(9)))
    try graph.add("collect", .sink(sink), source)
    var drive = Drive(try Plan(graph), limits: .init(batch: batch), seed: 7)
    try drive.finish(lanes: 3)
    #expect(drive.written.count == 8)
    #expect(drive.failed.map(\.stage) == ["collect"])
    #expect(drive.lost.count == 1)
  }
}
