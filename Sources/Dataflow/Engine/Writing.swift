/// Writes groups at the end of a branch and says what became of them.
struct Writing: Sendable {
  let node: Graph.Node
  let context: RunContext

  /// - Parameter writes: for each group which variant of the sink writes it, and where.
  func write(_ groups: [Collector.Complete], _ writes: [(variant: Int, destination: Destination)]) -> Worker.Outcome {
    var outcome = Worker.Outcome(result: .items([]))
    for variant in Set(writes.map(\.variant)).sorted() {
      guard case .sink(let stage) = node.variants[variant].stage else { continue }
      write(zip(groups, writes).filter { $0.1.variant == variant }.map { ($0.0, $0.1.destination) }, stage, &outcome)
    }
    return outcome
  }

  private func write(
    _ groups: [(complete: Collector.Complete, destination: Destination)], _ stage: any SinkStage,
    _ outcome: inout Worker.Outcome
  ) {
    for (complete, destination) in groups {
      if let member = complete.members.firstNonNil(\.failure) {
        outcome.events.append(.lost(lost(complete, destination, member)))
      }
    }
    let sound = groups.filter { $0.complete.members.firstNonNil(\.failure) == nil }
    let outputs = sound.map { complete, destination in
      SinkOutput(complete.members.compactMap { item in (try? item.value.get()).map { item.with($0) } }, to: destination)
    }
    guard !outputs.isEmpty else { return }
    for ((complete, destination), result) in zip(sound, stage.write(outputs, context)) {
      switch result {
      case .success: outcome.events.append(.written(destination))
      case .failure(let error as StopRun):
        // Not this output's fault: the cause is told once, as the end of the run.
        outcome.stop = outcome.stop ?? error.cause
      case .failure(let error): outcome.events += failures(complete, destination, "\(error)")
      }
    }
  }

  /// The item's own failure is the whole story; that of one among several has to be named.
  private func lost(_ complete: Collector.Complete, _ output: Destination, _ member: ItemFailure) -> ItemFailure {
    let isOwn = complete.members.count == 1 && complete.members[0].id.key == member.key
    let reason = isOwn ? member.reason : "\(member.key) failed in \(member.stage)"
    return ItemFailure(key: output.path, source: member.source, stage: node.id, reason: reason)
  }

  private func failures(_ complete: Collector.Complete, _ output: Destination, _ reason: String) -> [RunEvent] {
    let failures = complete.members.map {
      ItemFailure(key: $0.id.key, source: $0.origin, stage: node.id, reason: reason)
    }
    let lost = failures.first.map {
      RunEvent.lost(ItemFailure(key: output.path, source: $0.source, stage: node.id, reason: reason))
    }
    return failures.map { .failed($0) } + [lost].compactMap(\.self)
  }
}
