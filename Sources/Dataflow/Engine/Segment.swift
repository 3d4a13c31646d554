/// Consecutive maps of one lane kind without a branch between them: a chunk goes through all of them while it is in the
/// cache.
struct Segment: Sendable {
  /// One stage of the segment.
  struct Step: Sendable {
    let node: Int
    let id: String
    let stages: [any MapStage]
    let coordinates: [[Coordinate]]
    let context: RunContext
  }

  let steps: [Step]
  let selection: Selection
  /// At most so many items go through a stage together.
  let chunk: Int

  /// What became of a batch.
  struct Pass: Sendable {
    var items: [Outcome] = []
    /// Why the whole run should stop, if a stage says so.
    var stop: (any Error)?
    /// How long which stage worked.
    var stints: [Stint] = []
  }

  /// Carries items through all steps, depth first, so that a sweep never piles up between two stages.
  func run(_ items: [Outcome]) -> Pass {
    var pass = Pass()
    run(items[...], from: 0, into: &pass)
    return pass
  }

  private func run(_ items: ArraySlice<Outcome>, from step: Int, into pass: inout Pass) {
    guard step < steps.count else {
      pass.items += items
      return
    }
    for start in stride(from: items.startIndex, to: items.endIndex, by: chunk) {
      let part = items[start..<min(start + chunk, items.endIndex)]
      let began = ContinuousClock.now
      let results = steps[step].apply(part, selection, &pass.stop)
      pass.stints.append(Stint(node: steps[step].node, items: part.count, duration: began.duration(to: .now)))
      run(results[...], from: step + 1, into: &pass)
    }
  }
}

extension Segment.Step {
  /// All instances of the stage on all items: the new items in natural order.
  fileprivate func apply(
    _ items: ArraySlice<Outcome>, _ selection: Selection, _ stop: inout (any Error)?
  ) -> [Outcome] {
    var results: [Outcome] = []
    for (variant, stage) in stages.enumerated() {
      let wanted = items.filter { selection.contains(node, $0.position * stages.count + variant) }
      results += stage.outcomes(of: wanted, self, variant, &stop)
    }
    return stages.count == 1 ? results : results.sorted { $0.position < $1.position }
  }
}

extension MapStage {
  /// Applies the stage to the items that have a value and passes the failures on.
  fileprivate func outcomes(
    of items: [Outcome], _ step: Segment.Step, _ variant: Int, _ stop: inout (any Error)?
  ) -> [Outcome] {
    let inputs = items.map { step.input($0, Input.self) }
    var emissions = emissions(inputs.compactMap { try? $0.get() }, step.context).makeIterator()
    return zip(items, inputs).map { item, input in
      let emission = input.flatMap { _ in
        (emissions.next() ?? .failure(WrongCount(expected: inputs.count, found: 0))).mapError { error in
          if let error = error as? StopRun { stop = stop ?? error.cause }
          return step.failure(item, error)
        }
      }
      return Outcome(
        id: item.id.adding(step.coordinates[variant]), position: item.position * step.stages.count + variant,
        origin: item.origin, value: emission.map { $0.value as any StreamValue },
        carried: (try? emission.get().carried) ?? item.carried)
    }
  }

  private func emissions(_ inputs: [Item<Input>], _ context: RunContext) -> [Result<Emission<Output>, any Error>] {
    guard !inputs.isEmpty else { return [] }
    do {
      let emissions = try emit(inputs, context)
      guard emissions.count == inputs.count else { throw WrongCount(expected: inputs.count, found: emissions.count) }
      return emissions
    } catch {
      return inputs.map { _ in .failure(error) }
    }
  }
}

extension Segment.Step {
  /// The item as the stage takes it, or why there is none.
  fileprivate func input<Value>(_ item: Outcome, _ type: Value.Type) -> Result<Item<Value>, ItemFailure>
  where Value: StreamValue {
    item.value.flatMap { value in
      guard let value = value as? Value else {
        return .failure(failure(item, WrongValue(expected: Value.streamType)))
      }
      return .success(item.with(value))
    }
  }

  fileprivate func failure(_ item: Outcome, _ error: any Error) -> ItemFailure {
    ItemFailure(key: item.id.key, source: item.origin, stage: id, reason: "\(error)")
  }
}

/// A stage was given what the graph's check should have refused.
struct WrongValue: Error, CustomStringConvertible {
  let expected: StreamType
  var description: String { "the stage expected \(expected.name)" }
}

/// A batch came back with another number of items.
struct WrongCount: Error, CustomStringConvertible {
  let expected: Int
  let found: Int
  var description: String { "the stage gave \(found) results for \(expected) items" }
}
