import Dispatch
import Synchronization

/// Runs a plan: the thin shell around ``Schedule``. Each lane is a serial Dispatch queue that does one task at a time;
/// whenever a task ends, the schedule is asked what the idle lanes may do, so that no lane ever blocks to wait.
public final class Engine: Sendable {
  /// Items that a stage computes together, whatever travels together: kernels run on chunks of this size.
  public static let chunk = 8

  private let worker: Worker
  private let state: Mutex<State>
  private let lanes: [LaneKind: [DispatchQueue]]
  private let observer: (any RunObserver)?
  private let stopsOnError: Bool
  private let done = DispatchSemaphore(value: 0)

  fileprivate struct State: Sendable {
    var schedule: Schedule
    var idle: [LaneKind: [Int]]
    var report = RunReport()
    var isDone = false
  }

  /// - Parameter seed: keys all noise of the run.
  public init(_ plan: Plan, seed: UInt64, options: RunOptions, observer: (any RunObserver)? = nil) {
    let contexts = plan.graph.nodes.map { node in
      RunContext(stage: node.id, seed: seed) { observer?.observe(.warning($0)) }
    }
    let layout = Layout(plan, contexts)
    let limits = Schedule.Limits(batch: Self.batch(options.batch, plan), queue: 2 + options.jobs)
    worker = Worker(graph: plan.graph, segments: layout.segments, contexts: contexts)
    lanes = [
      .compute: Self.queues("compute", options.jobs), .io: Self.queues("io", options.ioLanes),
    ]
    state = Mutex(
      State(
        schedule: Schedule(plan.listing, layout.stations, selection: plan.selection, limits: limits),
        idle: lanes.mapValues { Array($0.indices) }))
    self.observer = observer
    stopsOnError = options.stopsOnError
    observer?.observe(.started(outputs: plan.isStreaming ? nil : plan.outputs.count))
  }

  /// Runs to the end and says how it went. Call it once.
  public func run() -> RunReport {
    pump()
    done.wait()
    var report = state.withLock { $0.report }
    report.failures.sort { ($0.key, $0.stage) < ($1.key, $1.stage) }
    return report
  }

  /// Begins nothing more; what is being written is finished.
  public func cancel() {
    state.withLock {
      $0.schedule.cancel()
      $0.report.wasCancelled = true
    }
    pump()
  }

  /// Gives work to idle lanes until there is no work or no lane.
  private func pump() {
    for kind in LaneKind.allCases {
      while let (lane, task, facts) = assign(kind) {
        lanes[kind]?[lane].async { self.perform(task, facts, on: lane, kind) }
      }
    }
    let isDone = state.withLock { state in
      guard !state.isDone, state.schedule.isFinished else { return false }
      state.isDone = true
      if state.schedule.isStalled { state.report.stop = StalledError() }
      return true
    }
    if isDone { done.signal() }
  }

  private func assign(_ kind: LaneKind) -> (Int, Schedule.Task, TaskFacts)? {
    state.withLock { state in
      guard let lane = state.idle[kind]?.last, let task = state.schedule.next(kind) else { return nil }
      state.idle[kind]?.removeLast()
      return (lane, task, state.schedule.facts(task))
    }
  }

  private func perform(_ task: Schedule.Task, _ facts: TaskFacts, on lane: Int, _ kind: LaneKind) {
    let outcome = worker.perform(task, facts)
    state.withLock { state in
      state.idle[kind]?.append(lane)
      do { try state.schedule.finish(task, outcome.result) } catch { state.stop(error) }
      state.report.take(outcome.events)
      if let stop = outcome.stop { state.stop(stop) }
      if stopsOnError, let first = state.report.failures.first { state.stop(first) }
      for event in outcome.events { observer?.observe(event) }
    }
    pump()
  }

  /// A sweep makes many items of one; fewer are read at once then, so that memory stays bounded.
  private static func batch(_ wanted: Int, _ plan: Plan) -> Int {
    let widest = plan.graph.nodes.reduce(into: [Int: Int]()) { widths, node in
      let own = if case .map = node.stage { node.variants.count } else { 1 }
      widths[widths.count] = own * (node.inputs.compactMap { widths[$0] }.max() ?? 1)
    }
    return max(1, min(wanted, 256 / max(1, widest.values.max() ?? 1)))
  }

  private static func queues(_ name: String, _ count: Int) -> [DispatchQueue] {
    (0..<count).map { DispatchQueue(label: "zoetrope.\(name).\($0)") }
  }
}

extension Engine.State {
  fileprivate mutating func stop(_ error: any Error) {
    if report.stop == nil { report.stop = error }
    schedule.cancel()
  }
}

extension RunReport {
  fileprivate mutating func take(_ events: [RunEvent]) {
    for event in events {
      switch event {
      case .written: written += 1
      case .failed(let failure): failures.append(failure)
      case .lost(let failure): lost.append(failure)
      case .started, .warning: break
      }
    }
  }
}

extension Schedule {
  /// What a worker must know of the listing to do a task.
  func facts(_ task: Task) -> TaskFacts {
    let node = stations[task.station].node
    var facts = TaskFacts(node: node)
    switch (task.work, listing.entries[node]) {
    case (.read(let positions), .source(let entries)): facts.entries = positions.map { ($0, entries[$0]) }
    case (.finish(let complete), .gather(let groups?)):
      let group = groups.groups[complete.group]
      facts.variant = group.variant
      facts.outputs = Array(groups.outputs[group.outputs])
      facts.firstOutput = group.outputs.lowerBound
    case (.finish(let complete), .sink(let destinations)):
      facts.variant = destinations.groups[complete.group].variant
      facts.destination = destinations.groups[complete.group].destination
    default: break
    }
    return facts
  }
}

/// The engine ended although something still waited: a defect of Zoetrope.
public struct StalledError: Error, CustomStringConvertible {
  public var description: String { "the run came to a standstill; this is a defect of Zoetrope, please report it" }
}
