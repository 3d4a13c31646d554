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
    /// Combine or write a group whose members are all there.
    case finish(Collector.Complete)
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

  /// How much may be under way.
  struct Limits: Sendable {
    /// Items that a source reads at once.
    var batch = 8
    /// Batches that may wait in front of a station.
    var queue = 4
    /// Items that may wait for their turn at standard output.
    var window = 256
  }

  init(_ listing: Listing, _ stations: [Station], selection: Selection, limits: Limits) {
    self.listing = listing
    self.stations = stations
    self.selection = selection
    self.limits = limits
    for number in stations.indices { expectGroups(of: number, isClosing: listing.isClosed) }
  }

  /// Nothing more is begun; what runs may finish.
  mutating func cancel() { isCancelled = true }

  /// Whether nothing runs and nothing is left that could.
  var isFinished: Bool {
    stations.allSatisfy { $0.running == 0 } && (isCancelled || !stations.indices.contains { hasWork($0) })
  }

  /// Whether it ended although groups still wait for members: a defect of the engine, not of the input.
  var isStalled: Bool { isFinished && !isCancelled && stations.contains { !$0.collector.isEmpty } }

  /// The next task for a lane of that kind, if there is one.
  mutating func next(_ lane: LaneKind) -> Task? {
    guard !isCancelled else { return nil }
    for number in readingOrder where stations[number].lane == lane && hasWork(number) && hasRoom(behind: number) {
      stations[number].running += 1
      return Task(station: number, work: stations[number].takeWork(limits))
    }
    return nil
  }

  /// Takes in what a task gave.
  mutating func finish(_ task: Task, _ result: Result) throws {
    stations[task.station].running -= 1
    switch result {
    case .items(let items): deliver(items, from: task.station)
    case .streamed(let entry, let value, let carried):
      let position = try listing.append(entry, to: stations[task.station].node)
      for number in stations.indices { expectGroups(of: number, isClosing: false) }
      let id = ItemID(key: entry.key)
      deliver(
        [Outcome(id: id, position: position, origin: entry.origin, value: value, carried: carried)], from: task.station)
    case .endOfStream:
      stations[task.station].isExhausted = true
      guard stations.allSatisfy({ !$0.isStream || $0.isExhausted }) else { return }
      try listing.close()
      for number in stations.indices { expectGroups(of: number, isClosing: true) }
    }
  }

  /// From the end to the beginning; sources last, the one that has read least first.
  private var readingOrder: [Int] {
    let later = stations.indices.reversed().filter { !stations[$0].isSource }
    return later + stations.indices.filter { stations[$0].isSource }.sorted { stations[$0].read < stations[$1].read }
  }

  private func hasWork(_ number: Int) -> Bool {
    let station = stations[number]
    if station.isStream { return !station.isExhausted && station.running == 0 }
    return !station.queue.isEmpty || !station.ready.isEmpty || !station.toRead.isEmpty
  }

  private func hasRoom(behind number: Int) -> Bool {
    let station = stations[number]
    let isThrottled = station.isSource && stations.contains { $0.isOrdered && $0.collector.held > limits.window }
    return !isThrottled
      && station.consumers.allSatisfy { stations[$0.station].waiting + station.running < limits.queue }
  }

  private mutating func deliver(_ items: [Outcome], from number: Int) {
    guard !items.isEmpty else { return }
    for consumer in stations[number].consumers {
      if stations[consumer.station].collects {
        let keepsStrangers = !listing.isClosed
        for item in items {
          let complete = stations[consumer.station].collector.accept(
            item, port: consumer.port, keepsStrangers: keepsStrangers)
          stations[consumer.station].ready += complete
        }
      } else {
        stations[consumer.station].queue.append(items)
      }
    }
  }

  /// Tells a collector of the groups that have become known.
  private mutating func expectGroups(of number: Int, isClosing: Bool) {
    guard stations[number].collects else { return }
    let node = stations[number].node
    let count = listing.groupCount(of: node)
    var left: [Int] = []
    for group in stations[number].unannounced + Array(stations[number].announced..<count) {
      guard let facts = listing.group(group, of: node), isClosing || !facts.isOpen else {
        left.append(group)
        continue
      }
      stations[number].ready += stations[number].collector.expect(
        group, facts.members, isNeeded: isNeeded(facts, group, of: node))
    }
    stations[number].announced = count
    stations[number].unannounced = left
  }

  private func isNeeded(_ group: Listing.GroupFacts, _ number: Int, of node: Int) -> Bool {
    guard let outputs = group.outputs else { return selection.contains(node, number) }
    return outputs.contains { selection.contains(node, $0) }
  }
}
