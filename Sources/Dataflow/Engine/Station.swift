/// One place of work in the schedule and what waits in front of it.
struct Station: Sendable {
  /// Where its output goes.
  struct Consumer: Sendable {
    let station: Int
    let port: Int
  }

  /// What it is.
  enum Kind: Sendable {
    case source(isStream: Bool)
    case segment
    case gather
    case sink(isOrdered: Bool)
  }

  let kind: Kind
  /// The graph's node; the first one of a segment.
  let node: Int
  let lane: LaneKind
  var consumers: [Consumer] = []

  /// Tasks under way.
  var running = 0
  /// Batches in front of a segment.
  private(set) var queue: [[Outcome]] = []
  private var queuedItems = 0
  /// Complete groups in front of a gather or sink.
  var ready: [Collector.Complete] = []
  var collector: Collector
  /// How many groups the collector has heard of, and which of these are still growing.
  var announced = 0
  var growing: [Int] = []
  /// The entries of a source that are to be read, in order.
  var toRead: ArraySlice<Int> = []
  /// How many were.
  private(set) var read = 0
  /// Whether a stream has come to its end.
  var isExhausted = false

  init(_ kind: Kind, node: Int, lane: LaneKind, toRead: [Int] = []) {
    self.kind = kind
    self.node = node
    self.lane = lane
    self.toRead = toRead[...]
    if case .sink(isOrdered: true) = kind {
      collector = Collector(isOrdered: true)
    } else {
      collector = Collector(isOrdered: false)
    }
  }

  var isSource: Bool { if case .source = kind { true } else { false } }
  var isStream: Bool { if case .source(isStream: true) = kind { true } else { false } }
  var isSink: Bool { if case .sink = kind { true } else { false } }
  var collects: Bool { if case .gather = kind { true } else { isSink } }
  var isOrdered: Bool { if case .sink(isOrdered: true) = kind { true } else { false } }

  /// Whether there is something to begin. A stream is read, and an ordered sink writes, one task at a time.
  var hasWork: Bool {
    if isStream { return !isExhausted && running == 0 }
    if isOrdered && running > 0 { return false }
    return !queue.isEmpty || !ready.isEmpty || !toRead.isEmpty
  }

  /// What waits in front of it, counted in tasks; small batches will be taken together.
  func waiting(_ limits: Schedule.Limits) -> Int {
    let tasks = isSink ? (ready.count + limits.outputs - 1) / limits.outputs : ready.count
    return tasks + min(queue.count, (queuedItems + limits.batch - 1) / limits.batch)
  }

  /// Puts a batch in front of a segment.
  mutating func enqueue(_ items: [Outcome]) {
    queue.append(items)
    queuedItems += items.count
  }

  /// Takes the next piece of work; there must be some.
  mutating func takeWork(_ limits: Schedule.Limits) -> Schedule.Work {
    switch kind {
    case .gather: return .finish(ready.removeFirst())
    case .sink(let isOrdered):
      let groups = ready.prefix(isOrdered ? 1 : limits.outputs)
      ready.removeFirst(groups.count)
      return .write(Array(groups))
    case .segment: return .transform(takeBatch(limits.batch))
    case .source(isStream: true):
      read += 1
      return .readNext
    case .source(isStream: false):
      let positions = Array(toRead.prefix(min(limits.batch, limits.share)))
      toRead = toRead.dropFirst(positions.count)
      read += positions.count
      return .read(positions)
    }
  }

  /// The oldest batch, and with it what follows as long as the sum is no more than a batch: a stream's items come
  /// alone, but a chunk costs the same however full it is.
  private mutating func takeBatch(_ size: Int) -> [Outcome] {
    if lane == .io { return [takeItem()] }
    var items = queue.removeFirst()
    while let next = queue.first, items.count + next.count <= size { items += queue.removeFirst() }
    queuedItems -= items.count
    return items
  }

  /// One item alone: where stages wait for something, all lanes wait at once.
  private mutating func takeItem() -> Outcome {
    let item = queue[0].removeFirst()
    if queue[0].isEmpty { queue.removeFirst() }
    queuedItems -= 1
    return item
  }
}
