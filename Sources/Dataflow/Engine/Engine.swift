import Dispatch

/// Runs a plan: the thin shell around ``Schedule``. Each lane is a serial Dispatch queue that does one task at a time;
/// whenever a task ends, the schedule is asked what the idle lanes may do, so that no lane ever blocks to wait.
public final class Engine: Sendable {
  /// Items that a stage computes together, whatever travels together: kernels run on chunks of this size.
  public static let chunk = 32

  private let worker: Worker
  private let state: Locked<State>
  private let lanes: [LaneKind: [DispatchQueue]]
  private let announcer: Announcer
  private let cancelled: Locked<Bool>
  private let outputs: Int?
  private let order: [String: Int]
  private let stopsOnError: Bool
  private let done = DispatchSemaphore(value: 0)

  fileprivate struct State: Sendable {
    var schedule: Schedule
    var idle: [LaneKind: [Int]]
    var report = RunReport()
    var told: Set<ItemFailure> = []
    var isDone = false

    /// What may begin now, and whether the run has just ended.
    struct Step {
      var assignments: [Assignment] = []
      var isDone = false
    }
  }

  /// A task on a lane.
  fileprivate struct Assignment: Sendable {
    let kind: LaneKind
    let lane: Int
    let task: Schedule.Task
    let facts: TaskFacts
  }

  /// - Parameters:
  ///   - seed: keys all noise of the run.
  ///   - observer: hears of everything, one call at a time; it may call ``cancel()``.
  public init(_ plan: Plan, seed: UInt64, options: RunOptions, observer: (any RunObserver)? = nil) {
    let announcer = Announcer(observer)
    let cancelled = Locked(false)
    let contexts = plan.graph.nodes.map { node in
      RunContext(
        stage: node.id, seed: seed, onWarning: { announcer.tell([.warning($0)]) },
        onNote: { announcer.tell([.note($0)]) }, isCancelled: { cancelled.withLock { $0 } })
    }
    let layout = Layout(plan, contexts)
    let limits = Schedule.Limits(
      batch: Self.batch(options.batch, plan), share: Self.share(of: plan.sourceEntries.count, lanes: options.jobs),
      queue: 2 + options.jobs)
    worker = Worker(graph: plan.graph, segments: layout.segments, contexts: contexts)
    lanes = [
      .compute: Self.queues("compute", options.jobs), .io: Self.queues("io", options.ioLanes),
    ]
    state = Locked(
      State(
        schedule: Schedule(plan.listing, layout.stations, selection: plan.selection, limits: limits),
        idle: lanes.mapValues { Array($0.indices) }))
    let times = plan.graph.nodes.map { StageTime(stage: $0.id) }
    state.withLock { $0.report.stageTimes = times }
    self.announcer = announcer
    self.cancelled = cancelled
    outputs = plan.outputCount
    order = Dictionary(
      plan.sourceEntries.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
    stopsOnError = options.stopsOnError
  }

  /// Runs to the end and says how it went. Call it once.
  public func run() -> RunReport {
    announcer.tell([.started(outputs: outputs)])
    warmUp()
    pump()
    done.wait()
    var report = state.withLock { $0.report }
    report.failures.sort { place($0) < place($1) }
    return report
  }

  /// Lets the stages do beside the first reads what they need before the first item; whoever comes too early waits.
  private func warmUp() {
    for node in worker.graph.nodes {
      DispatchQueue.global().async { node.stage.warmUp() }
    }
  }

  private func place(_ failure: ItemFailure) -> (Int, String, String) {
    (order[failure.key] ?? .max, failure.key, failure.stage)
  }

  /// Begins nothing more; what is being written is finished.
  public func cancel() {
    cancelled.withLock { $0 = true }
    state.withLock {
      $0.schedule.cancel()
      $0.report.wasCancelled = true
    }
    pump()
  }

  /// Gives work to idle lanes until there is no work or no lane.
  private func pump() { begin(state.withLock { $0.assignments() }) }

  private func begin(_ step: State.Step) {
    for work in step.assignments {
      lanes[work.kind]?[work.lane].async { self.perform(work) }
    }
    if step.isDone { done.signal() }
  }

  /// The observer is told without the state's lock, so that it may cancel, and before the task counts as finished, so
  /// that it has heard everything when the run ends.
  private func perform(_ work: Assignment) {
    let outcome = worker.perform(work.task, work.facts)
    if !outcome.events.isEmpty || outcome.stop != nil {
      announcer.tell(state.withLock { $0.take(outcome, stopsOnError: stopsOnError) })
    }
    // One lock for the end of a task and the beginning of the next: small tasks would fight for it otherwise.
    begin(
      state.withLock { state in
        state.finish(work, outcome)
        return state.assignments()
      })
  }

  /// A sweep makes many items of one; fewer are read at once then, so that memory stays bounded.
  private static func batch(_ wanted: Int, _ plan: Plan) -> Int {
    let widest = plan.graph.nodes.reduce(into: [Int: Int]()) { widths, node in
      let own = if case .map = node.stage { node.variants.count } else { 1 }
      widths[widths.count] = own * (node.inputs.compactMap { widths[$0] }.max() ?? 1)
    }
    return max(1, min(wanted, 256 / max(1, widest.values.max() ?? 1)))
  }

  /// What each lane gets of some entries; they are at least one, and any number of a stream.
  private static func share(of entries: Int, lanes: Int) -> Int {
    entries == 0 ? .max : (entries + lanes - 1) / lanes
  }

  private static func queues(_ name: String, _ count: Int) -> [DispatchQueue] {
    (0..<count).map { DispatchQueue(label: "zoetrope.\(name).\($0)") }
  }
}

extension Engine.State {
  fileprivate mutating func assignments() -> Step {
    var step = Step()
    for kind in LaneKind.allCases {
      while let lane = idle[kind]?.last, let task = schedule.next(kind) {
        idle[kind]?.removeLast()
        step.assignments.append(
          Engine.Assignment(kind: kind, lane: lane, task: task, facts: schedule.facts(task)))
      }
    }
    if !isDone, schedule.isFinished {
      isDone = true
      step.isDone = true
      if schedule.isStalled { report.stop = StalledError() }
    }
    return step
  }

  fileprivate mutating func finish(_ work: Engine.Assignment, _ outcome: Worker.Outcome) {
    idle[work.kind]?.append(work.lane)
    for stint in outcome.stints { report.stageTimes[stint.node].add(stint.items, stint.duration) }
    do { try schedule.finish(work.task, outcome.result) } catch { stop(error) }
  }

  /// Enters what a task did into the report.
  /// - Returns: what nobody has heard yet.
  fileprivate mutating func take(_ outcome: Worker.Outcome, stopsOnError: Bool) -> [RunEvent] {
    let news = outcome.events.filter { event in
      if case .failed(let failure) = event { told.insert(failure).inserted } else { true }
    }
    for event in news { report.take(event) }
    if let stop = outcome.stop { self.stop(stop) }
    if stopsOnError, let first = report.failures.first { stop(first) }
    return news
  }

  fileprivate mutating func stop(_ error: any Error) {
    if report.stop == nil { report.stop = error }
    schedule.cancel()
  }
}

extension RunReport {
  fileprivate mutating func take(_ event: RunEvent) {
    switch event {
    case .written: written += 1
    case .failed(let failure): failures.append(failure)
    case .lost(let failure): lost.append(failure)
    case .started, .warning, .note: break
    }
  }
}

/// The engine ended although something still waited: a defect of Zoetrope.
public struct StalledError: Error, CustomStringConvertible {
  /// A sentence that asks for a report.
  public var description: String { "the run came to a standstill; this is a defect of Zoetrope, please report it" }
}
