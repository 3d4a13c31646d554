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

  /// Carries items through all steps, depth first, so that a sweep never piles up between two stages.
  func run(_ items: [Outcome]) -> [Outcome] { run(items[...], from: 0) }

  private func run(_ items: ArraySlice<Outcome>, from step: Int) -> [Outcome] {
    guard step < steps.count else { return Array(items) }
    var results: [Outcome] = []
    var rest = items
    while !rest.isEmpty {
      let expanded = steps[step].apply(Array(rest.prefix(chunk)), selection)
      results += run(expanded[...], from: step + 1)
      rest = rest.dropFirst(chunk)
    }
    return results
  }
}

extension Segment.Step {
  /// All instances of the stage on all items: the new items in natural order.
  func apply(_ items: [Outcome], _ selection: Selection) -> [Outcome] {
    let columns = zip(stages.indices, stages).map { number, stage in
      (number, stage.outcomes(of: wanted(items, number, selection), self, number))
    }
    var byPosition: [Int: Outcome] = [:]
    for (_, outcomes) in columns { for outcome in outcomes { byPosition[outcome.position] = outcome } }
    return byPosition.keys.sorted().compactMap { byPosition[$0] }
  }

  private func wanted(_ items: [Outcome], _ variant: Int, _ selection: Selection) -> [Outcome] {
    items.filter { selection.contains(node, $0.position * stages.count + variant) }
  }
}

extension MapStage {
  /// Applies the stage to the items that have a value and passes the failures on.
  fileprivate func outcomes(
    of items: [Outcome], _ step: Segment.Step, _ variant: Int
  ) -> [Outcome] {
    var inputs: [Item<Input>] = []
    var places: [Int] = []
    var results: [Result<any StreamValue, ItemFailure>] = items.enumerated().map { place, item in
      switch item.value {
      case .failure(let failure): return .failure(failure)
      case .success(let value):
        guard let value = value as? Input else {
          return .failure(step.failure(item, WrongValue(expected: Input.streamType)))
        }
        inputs.append(item.with(value))
        places.append(place)
        return .success(value)
      }
    }
    for (place, output) in zip(places, computed(inputs, step.context)) {
      results[place] = output.map { $0 as any StreamValue }.mapError { step.failure(items[place], $0) }
    }
    return zip(items, results).map { item, result in
      Outcome(
        id: item.id.adding(step.coordinates[variant]), position: item.position * step.stages.count + variant,
        origin: item.origin, value: result, carried: item.carried)
    }
  }

  private func computed(_ inputs: [Item<Input>], _ context: RunContext) -> [Result<Output, any Error>] {
    guard !inputs.isEmpty else { return [] }
    do {
      let outputs = try apply(inputs, context)
      guard outputs.count == inputs.count else { throw WrongCount(expected: inputs.count, found: outputs.count) }
      return outputs
    } catch {
      return inputs.map { _ in .failure(error) }
    }
  }
}

extension Segment.Step {
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
