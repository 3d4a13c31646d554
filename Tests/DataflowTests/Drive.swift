@testable import Dataflow

/// Drives a schedule by hand, in an order that a seed decides: no thread, no clock.
struct Drive {
  private(set) var schedule: Schedule
  private let worker: Worker
  private var random: SplitMix
  private var underWay: [(Schedule.Task, TaskFacts)] = []
  private(set) var events: [RunEvent] = []
  private(set) var failures: [String] = []
  /// Tasks begun.
  private(set) var begun = 0
  /// The most items an ordered sink has held.
  private(set) var mostHeld = 0

  init(_ plan: Plan, limits: Schedule.Limits = .init(), seed: UInt64) {
    let contexts = plan.graph.nodes.map { RunContext(stage: $0.id, seed: 0) }
    let layout = Layout(plan, contexts)
    worker = Worker(graph: plan.graph, segments: layout.segments, contexts: contexts)
    schedule = Schedule(plan.listing, layout.stations, selection: plan.selection, limits: limits)
    random = SplitMix(state: seed)
  }

  /// Begins or ends one task, as chance will have it; false when there is nothing to begin and nothing under way.
  mutating func step(lanes: Int) throws -> Bool {
    if underWay.count < lanes, Bool.random(using: &random) || underWay.isEmpty {
      let kinds = LaneKind.allCases.shuffled(using: &random)
      for kind in kinds {
        guard let task = schedule.next(kind) else { continue }
        begun += 1
        underWay.append((task, schedule.facts(task)))
        check()
        return true
      }
    }
    guard !underWay.isEmpty else { return false }
    let (task, facts) = underWay.remove(at: Int.random(in: underWay.indices, using: &random))
    let outcome = worker.perform(task, facts)
    events += outcome.events
    try schedule.finish(task, outcome.result)
    check()
    return true
  }

  /// Goes on to the end.
  mutating func finish(lanes: Int) throws {
    while try step(lanes: lanes) {}
  }

  mutating func cancel() { schedule.cancel() }

  /// What must hold at any time.
  private mutating func check() {
    for (number, station) in schedule.stations.enumerated() {
      if !station.collects, station.waiting(schedule.limits) > schedule.limits.queue {
        failures.append("station \(number) has \(station.waiting(schedule.limits)) batches in front of it")
      }
      if station.isOrdered, station.running > 1 { failures.append("two lanes write to standard output") }
      if station.isStream, station.running > 1 { failures.append("two lanes read a stream") }
      if station.isOrdered { mostHeld = max(mostHeld, station.collector.held) }
      if station.collector.held < 0 { failures.append("station \(number) holds \(station.collector.held) items") }
    }
  }
}

extension Drive {
  var written: [Destination] { events.compactMap { if case .written(let place) = $0 { place } else { nil } } }
  var lost: [ItemFailure] { events.compactMap { if case .lost(let failure) = $0 { failure } else { nil } } }
  var failed: [ItemFailure] { events.compactMap { if case .failed(let failure) = $0 { failure } else { nil } } }
}

/// A seeded generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
