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
    case collector(isOrdered: Bool)
  }

  let kind: Kind
  /// The graph's node; the first one of a segment.
  let node: Int
  let lane: LaneKind
  var consumers: [Consumer] = []

  /// Tasks under way.
  var running = 0
  /// Batches in front of a segment.
  var queue: [[Outcome]] = []
  /// Complete groups in front of a gather or sink.
  var ready: [Collector.Complete] = []
  var collector: Collector
  /// How many groups the collector has heard of, and which of these are still growing.
  var announced = 0
  var unannounced: [Int] = []
  /// The entries of a source that are to be read, in order.
  var toRead: ArraySlice<Int> = []
  /// How many were.
  var read = 0
  /// Whether a stream has come to its end.
  var isExhausted = false

  init(_ kind: Kind, node: Int, lane: LaneKind, toRead: [Int] = []) {
    self.kind = kind
    self.node = node
    self.lane = lane
    self.toRead = toRead[...]
    if case .collector(let isOrdered) = kind {
      collector = Collector(isOrdered: isOrdered)
    } else {
      collector = Collector(isOrdered: false)
    }
  }

  var isSource: Bool { if case .source = kind { true } else { false } }
  var isStream: Bool { if case .source(isStream: true) = kind { true } else { false } }
  var collects: Bool { if case .collector = kind { true } else { false } }
  var isOrdered: Bool { if case .collector(isOrdered: true) = kind { true } else { false } }

  /// What waits in front of it, counted as batches.
  var waiting: Int { queue.count + ready.count }

  /// Takes the next piece of work; there must be some.
  mutating func takeWork(_ limits: Schedule.Limits) -> Schedule.Work {
    if case .collector = kind { return .finish(ready.removeFirst()) }
    if case .segment = kind { return .transform(queue.removeFirst()) }
    guard !isStream else { return .readNext }
    let positions = Array(toRead.prefix(limits.batch))
    toRead = toRead.dropFirst(positions.count)
    read += positions.count
    return .read(positions)
  }
}
