/// Does one task: calls the stages. It holds no state of the run, so that any lane may use it.
struct Worker: Sendable {
  /// What a task gave, and what is to be told of it.
  struct Outcome: Sendable {
    var result: Schedule.Result
    var events: [RunEvent] = []
    var stop: (any Error)?
  }

  let graph: Graph
  let segments: [Int: Segment]
  let contexts: [RunContext]

  /// - Parameter facts: the listing's facts the task needs, taken while the schedule was locked.
  func perform(_ task: Schedule.Task, _ facts: TaskFacts) -> Outcome {
    switch task.work {
    case .read: read(facts)
    case .readNext: readNext(facts)
    case .transform(let items): transform(items, segments[task.station])
    case .finish(let complete): finish(complete, facts)
    }
  }

  private func transform(_ items: [Dataflow.Outcome], _ segment: Segment?) -> Outcome {
    let results = segment?.run(items) ?? items
    let known = Set(items.compactMap { $0.failure?.key })
    var told: Set<String> = []
    let events = results.compactMap(\.failure).filter {
      !known.contains($0.key) && told.insert($0.stage + $0.key).inserted
    }
    return Outcome(result: .items(results), events: events.map { .failed($0) })
  }

  private func read(_ facts: TaskFacts) -> Outcome {
    guard case .source(let stage) = graph.nodes[facts.node].stage else { return Outcome(result: .items([])) }
    var outcome = Outcome(result: .items([]))
    let items = facts.entries.map { position, entry in
      let read = Result { try stage.anyRead(entry, contexts[facts.node]) }
      let value = read.map(\.0).mapError { error in
        if let stop = error as? StopRun { outcome.stop = stop.cause }
        return ItemFailure(key: entry.key, source: entry.origin, stage: graph.nodes[facts.node].id, reason: "\(error)")
      }
      if case .failure(let failure) = value { outcome.events.append(.failed(failure)) }
      let carried = (try? read.get().1) ?? Carried()
      return Dataflow.Outcome(
        id: ItemID(key: entry.key), position: position, origin: entry.origin, value: value, carried: carried)
    }
    outcome.result = .items(items)
    return outcome
  }

  private func readNext(_ facts: TaskFacts) -> Outcome {
    guard case .source(let stage) = graph.nodes[facts.node].stage else { return Outcome(result: .endOfStream) }
    do {
      guard let (entry, value, carried) = try stage.anyNext(contexts[facts.node]) else {
        return Outcome(result: .endOfStream)
      }
      return Outcome(result: .streamed(entry, .success(value), carried))
    } catch let error as StreamItemError {
      let failure = ItemFailure(
        key: error.entry.key, source: error.entry.origin, stage: graph.nodes[facts.node].id, reason: "\(error.reason)")
      return Outcome(result: .streamed(error.entry, .failure(failure), Carried()), events: [.failed(failure)])
    } catch {
      return Outcome(result: .endOfStream, stop: error)
    }
  }

  private func finish(_ complete: Collector.Complete, _ facts: TaskFacts) -> Outcome {
    let variant = graph.nodes[facts.node].variants[facts.variant]
    switch variant.stage {
    case .gather(let stage): return gather(stage, complete, facts)
    case .sink(let stage): return write(stage, complete, facts)
    case .source, .map: return Outcome(result: .items([]))
    }
  }

  private func gather(_ stage: any GatherStage, _ complete: Collector.Complete, _ facts: TaskFacts) -> Outcome {
    let node = graph.nodes[facts.node]
    let key = facts.outputs.first?.key ?? ""
    var events: [RunEvent] = []
    var values: Result<[any StreamValue], ItemFailure>
    if let member = complete.members.compactMap(\.failure).first {
      let failure = lost(key, member, node.id)
      events.append(.lost(failure))
      values = .failure(failure)
    } else {
      values = Result { try stage.anyCombine(complete.members, facts.outputs, contexts[facts.node]) }.mapError {
        ItemFailure(key: key, source: complete.members.first?.origin ?? key, stage: node.id, reason: "\($0)")
      }
      if case .failure(let failure) = values { events.append(.failed(failure)) }
    }
    let origin = complete.members.first?.origin ?? key
    let items = facts.outputs.enumerated().map { number, id in
      Dataflow.Outcome(
        id: id, position: facts.firstOutput + number, origin: origin, value: values.map { $0[number] })
    }
    return Outcome(result: .items(items), events: events)
  }

  private func write(_ stage: any SinkStage, _ complete: Collector.Complete, _ facts: TaskFacts) -> Outcome {
    let node = graph.nodes[facts.node]
    let destination = facts.destination ?? .standardOutput
    var outcome = Outcome(result: .items([]))
    if let member = complete.members.compactMap(\.failure).first {
      outcome.events = [.lost(lost(destination.path, member, node.id))]
      return outcome
    }
    do {
      let items = complete.members.compactMap { item in (try? item.value.get()).map { item.with($0) } }
      try stage.write(items, to: destination, contexts[facts.node])
      outcome.events = [.written(destination)]
    } catch {
      if let stop = error as? StopRun { outcome.stop = stop.cause }
      let reason = (error as? StopRun).map { "\($0.cause)" } ?? "\(error)"
      outcome.events = complete.members.map {
        .failed(ItemFailure(key: $0.id.key, source: $0.origin, stage: node.id, reason: reason))
      }
    }
    return outcome
  }

  private func lost(_ output: String, _ member: ItemFailure, _ stage: String) -> ItemFailure {
    ItemFailure(
      key: output, source: member.source, stage: stage, reason: "\(member.key) failed in \(member.stage)")
  }
}

/// What a task needs to know of the listing.
struct TaskFacts: Sendable {
  let node: Int
  var entries: [(Int, SourceEntry)] = []
  var variant = 0
  var outputs: [ItemID] = []
  var firstOutput = 0
  var destination: Destination?
}

/// An item of a stream that could not be read, although the stream goes on.
public struct StreamItemError: Error {
  public let entry: SourceEntry
  public let reason: any Error

  public init(_ entry: SourceEntry, _ reason: any Error) {
    self.entry = entry
    self.reason = reason
  }
}

extension Item where Value == Result<any StreamValue, ItemFailure> {
  /// Why there is no value, if there is none.
  var failure: ItemFailure? { if case .failure(let failure) = value { failure } else { nil } }
}

extension SourceStage {
  fileprivate func anyRead(_ entry: SourceEntry, _ run: RunContext) throws -> (any StreamValue, Carried) {
    let emission = try read(entry, run)
    return (emission.value, emission.carried)
  }

  fileprivate func anyNext(_ run: RunContext) throws -> (SourceEntry, any StreamValue, Carried)? {
    try next(run).map { ($0.0, $0.1.value, $0.1.carried) }
  }
}

extension GatherStage {
  fileprivate func anyCombine(
    _ members: [Dataflow.Outcome], _ outputs: [ItemID], _ run: RunContext
  ) throws -> [any StreamValue] {
    let items = try members.map { item in
      guard case .success(let value) = item.value, let value = value as? Input else {
        throw WrongValue(expected: Input.streamType)
      }
      return item.with(value)
    }
    let values = try combine(items, into: outputs, run)
    guard values.count == outputs.count else { throw WrongCount(expected: outputs.count, found: values.count) }
    return values
  }
}
