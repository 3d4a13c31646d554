/// Decides what runs next: which station, on which kind of lane, with which items. It knows no thread, no clock and no
/// file, so that every decision can be tested by calling it.
///
/// A station is a source, a segment of maps, or a collector in front of a gather or a sink. Items wait in front of a
/// station in bounded queues; a station does not start where its output would find no room. Stations nearer the end
/// come first, so that what was begun is finished before more is read.
struct Schedule: Sendable {
  /// Something to do on a lane.
  struct Task: Sendable {
    let station: Int
    let work: Work
  }

  enum Work: Sendable {
    /// Read these entries of a source.
    case read([Int])
    /// Read the next item of a stream.
    case readNext
    /// Carry items through a segment.
    case transform([Outcome])
    /// Combine a group whose members are all there.
    case finish(Collector.Complete)
    /// Write groups whose members are all there.
    case write([Collector.Complete])
  }

  /// What became of a task.
  enum Result: Sendable {
    case items([Outcome])
    case streamed(SourceEntry, Swift.Result<any StreamValue, ItemFailure>, Carried)
    case endOfStream
  }

  private(set) var stations: [Station]
  private(set) var listing: Listing
  let selection: Selection
  let limits: Limits
  private(set) var isCancelled = false
  /// All stations but the sources, the last one first.
  private let workers: [Int]
  private let sources: [Int]

  /// How much may be under way.
  struct Limits: Sendable {
    /// Items that travel together.
    var batch = 8
    /// The most of them that a source reads at once: of few items, each lane gets its share.
    var share = Int.max
    /// Batches that may wait in front of a station.
    var queue = 4
    /// Items that may wait for their turn at standard output before no more are read.
    var window = 256

    /// Outputs that are written together: half of what comes together, so that two lanes share it.
    var outputs: Int { max(1, batch / 2) }
  }

  init(_ listing: Listing, _ stations: [Station], selection: Selection, limits: Limits) {
    self.listing = listing
    self.stations = stations
    self.selection = selection
    self.limits = limits
    workers = stations.indices.reversed().filter { !stations[$0].isSource }
    sources = stations.indices.filter { stations[$0].isSource }
    for number in stations.indices { expectGroups(of: number) }
  }

  /// Nothing more is begun; what runs may finish.
  mutating func cancel() { isCancelled = true }

  /// Whether nothing runs and nothing is left that could.
  var isFinished: Bool { !isRunning && (isCancelled || !stations.indices.contains { canStart($0) }) }

  /// Whether it ended although something still waits: a defect of the engine, not of the input.
  var isStalled: Bool { isFinished && !isCancelled && stations.contains { $0.hasWork || !$0.collector.isEmpty } }

  /// The next task for a lane of that kind, if there is one.
  mutating func next(_ lane: LaneKind) -> Task? {
    guard !isCancelled, let number = order.first(where: { stations[$0].lane == lane && canStart($0) })
    else { return nil }
    stations[number].running += 1
    return Task(station: number, work: stations[number].takeWork(limits))
  }

  /// Takes in what a task gave.
  mutating func finish(_ task: Task, _ result: Result) throws {
    stations[task.station].running -= 1
    switch result {
    case .items(let items): deliver(items, from: task.station)
    case .streamed(let entry, let value, let carried):
      let position = try listing.append(entry, to: stations[task.station].node)
      for number in stations.indices { expectGroups(of: number) }
      let id = ItemID(key: entry.key)
      deliver(
        [Outcome(id: id, position: position, origin: entry.origin, value: value, carried: carried)], from: task.station)
    case .endOfStream:
      stations[task.station].isExhausted = true
      guard stations.allSatisfy({ !$0.isStream || $0.isExhausted }) else { return }
      try listing.close()
      for number in stations.indices { expectGroups(of: number) }
    }
  }

  /// From the end to the beginning; sources last, the one that has read least first.
  private var order: [Int] {
    guard sources.count > 1 else { return workers + sources }
    return workers + sources.sorted { (stations[$0].read, $0) < (stations[$1].read, $1) }
  }

  private var isRunning: Bool { stations.contains { $0.running > 0 } }

  private func canStart(_ number: Int) -> Bool {
    stations[number].hasWork && hasRoom(behind: number) && !(stations[number].isSource && mustWait)
  }

  private func hasRoom(behind number: Int) -> Bool {
    let running = stations[number].running
    return stations[number].consumers.allSatisfy { stations[$0.station].waiting(limits) + running < limits.queue }
  }

  /// Whether nothing more is read until standard output has moved on. Where it waits for an item that has not been read
  /// yet, reading goes on as soon as there is nothing else to do.
  private var mustWait: Bool {
    guard stations.contains(where: { $0.isOrdered && $0.collector.held > limits.window }) else { return false }
    return isRunning || workers.contains { stations[$0].hasWork && hasRoom(behind: $0) }
  }

  private mutating func deliver(_ items: [Outcome], from number: Int) {
    guard !items.isEmpty else { return }
    for consumer in stations[number].consumers {
      guard stations[consumer.station].collects else {
        stations[consumer.station].enqueue(items)
        continue
      }
      let isWantedLater = mayLearnOfMore(consumer.station)
      for item in items {
        stations[consumer.station].ready += stations[consumer.station].collector.accept(
          item, port: consumer.port, isWantedLater: isWantedLater)
      }
    }
  }

  /// Whether groups of items that are there already may still become known: those of a gather behind a stream, and
  /// destinations that grow.
  private func mayLearnOfMore(_ number: Int) -> Bool {
    guard !listing.isClosed else { return false }
    return !listing.isGrouped(stations[number].node) || !stations[number].growing.isEmpty
  }

  /// Tells a collector of the groups that have become known.
  private mutating func expectGroups(of number: Int) {
    guard stations[number].collects else { return }
    let node = stations[number].node
    let count = listing.groupCount(of: node)
    var growing: [Int] = []
    for group in stations[number].growing + Array(stations[number].announced..<count) {
      if !listing.isClosed && listing.grows(group, of: node) {
        growing.append(group)
      } else if let facts = listing.group(group, of: node) {
        stations[number].ready += stations[number].collector.expect(
          group, facts.members, isNeeded: isNeeded(facts, group, of: node))
      }
    }
    stations[number].announced = count
    stations[number].growing = growing
    if listing.isClosed { stations[number].collector.forgetEarly() }
  }

  private func isNeeded(_ group: Listing.GroupFacts, _ number: Int, of node: Int) -> Bool {
    guard let outputs = group.outputs else { return selection.contains(node, number) }
    return outputs.contains { selection.contains(node, $0) }
  }
}
