/// Does one task: calls the stages. It holds no state of the run, so that any lane may use it.
struct Worker: Sendable {
  /// What a task gave, and what is to be told of it.
  struct Outcome: Sendable {
    var result: Schedule.Result
    var events: [RunEvent] = []
    var stop: (any Error)?
    /// How long which stage worked.
    var stints: [Stint] = []
  }

  let graph: Graph
  let segments: [Int: Segment]
  let contexts: [RunContext]

  /// - Parameter facts: the listing's facts the task needs, taken while the schedule was locked.
  func perform(_ task: Schedule.Task, _ facts: TaskFacts) -> Outcome {
    switch task.work {
    case .read: timed(facts.node, facts.entries.count) { read(facts) }
    case .readNext: timed(facts.node, 1) { readNext(facts) }
    case .transform(let items): transform(items, segments[task.station])
    case .finish(let complete): timed(facts.node, complete.members.count) { finish(complete, facts) }
    case .write(let groups):
      timed(facts.node, groups.reduce(0) { $0 + $1.members.count }) {
        Writing(node: graph.nodes[facts.node], context: contexts[facts.node]).write(groups, facts.writes)
      }
    }
  }

  private func timed(_ node: Int, _ items: Int, _ work: () -> Outcome) -> Outcome {
    let began = ContinuousClock.now
    var outcome = work()
    outcome.stints = [Stint(node: node, items: items, duration: began.duration(to: .now))]
    return outcome
  }

  private func transform(_ items: [Dataflow.Outcome], _ segment: Segment?) -> Outcome {
    guard let pass = segment?.run(items) else { return Outcome(result: .items(items)) }
    let own = Set(segment?.steps.map(\.id) ?? [])
    var told: Set<ItemFailure> = []
    let news = pass.items.compactMap(\.failure).filter { own.contains($0.stage) && told.insert($0).inserted }
    return Outcome(
      result: .items(pass.items), events: news.map { .failed($0) }, stop: pass.stop, stints: pass.stints)
  }

  private func read(_ facts: TaskFacts) -> Outcome {
    var outcome = Outcome(result: .items([]))
    let items = facts.entries.map { read($0, $1, of: facts.node, &outcome) }
    outcome.result = .items(items)
    return outcome
  }

  private func read(_ position: Int, _ item: SourceItem, of node: Int, _ outcome: inout Outcome) -> Dataflow.Outcome {
    let (entry, variant) = (item.entry, graph.nodes[node].variants[item.variant])
    let id = ItemID(key: entry.key, coordinates: variant.coordinates)
    do {
      guard case .source(let stage) = variant.stage else { throw WrongCount(expected: 1, found: 0) }
      let (value, carried) = try stage.anyRead(entry, contexts[node])
      return Dataflow.Outcome(
        id: id, position: position, origin: entry.origin, value: .success(value), carried: carried)
    } catch {
      let failure = failure(entry, node, error)
      outcome.events.append(.failed(failure))
      if let error = error as? StopRun { outcome.stop = outcome.stop ?? error.cause }
      return Dataflow.Outcome(id: id, position: position, origin: entry.origin, value: .failure(failure))
    }
  }

  private func failure(_ entry: SourceEntry, _ node: Int, _ error: any Error) -> ItemFailure {
    ItemFailure(key: entry.key, source: entry.origin, stage: graph.nodes[node].id, reason: "\(error)")
  }

  private func readNext(_ facts: TaskFacts) -> Outcome {
    guard case .source(let stage) = graph.nodes[facts.node].stage else { return Outcome(result: .endOfStream) }
    do {
      guard let (entry, value, carried) = try stage.anyNext(contexts[facts.node]) else {
        return Outcome(result: .endOfStream)
      }
      return Outcome(result: .streamed(entry, .success(value), carried))
    } catch let error as StreamItemError {
      let failure = failure(error.entry, facts.node, error.reason)
      return Outcome(result: .streamed(error.entry, .failure(failure), Carried()), events: [.failed(failure)])
    } catch {
      return Outcome(result: .endOfStream, stop: (error as? StopRun)?.cause ?? error)
    }
  }

  private func finish(_ complete: Collector.Complete, _ facts: TaskFacts) -> Outcome {
    guard case .gather(let stage) = graph.nodes[facts.node].variants[facts.variant].stage else {
      return Outcome(result: .items([]))
    }
    return gather(stage, complete, facts)
  }

  /// Combines a group. Where a member failed, its failure goes on in the place of the outputs.
  private func gather(_ stage: any GatherStage, _ complete: Collector.Complete, _ facts: TaskFacts) -> Outcome {
    let origin = complete.members.first?.origin ?? ""
    var outcome = Outcome(result: .items([]))
    let values: Result<[(value: any StreamValue, carried: Carried)], ItemFailure>
    if let failure = complete.members.firstNonNil(\.failure) {
      values = .failure(failure)
    } else {
      values = Result { try stage.anyEmit(complete.members, facts.ownNames, contexts[facts.node]) }.mapError {
        error in
        if let error = error as? StopRun { outcome.stop = error.cause }
        let failure = ItemFailure(
          key: facts.outputs.first?.key ?? "", source: origin, stage: graph.nodes[facts.node].id, reason: "\(error)")
        outcome.events = [.failed(failure)]
        return failure
      }
    }
    let gathered = Carried.gathered(complete.members.map(\.carried))
    outcome.result = .items(
      facts.outputs.enumerated().map { number, id in
        Dataflow.Outcome(
          id: id, position: facts.firstOutput + number, origin: origin, value: values.map { $0[number].value },
          carried: gathered.merging((try? values.get()[number].carried) ?? Carried()))
      })
    return outcome
  }
}

extension Array {
  func firstNonNil<Found>(_ find: (Element) -> Found?) -> Found? {
    for element in self { if let found = find(element) { return found } }
    return nil
  }
}
