// Calls to stages whose types the graph has checked: values go in and come out as any stream value.

extension Item where Value == Result<any StreamValue, ItemFailure> {
  /// Why there is no value, if there is none.
  var failure: ItemFailure? { if case .failure(let failure) = value { failure } else { nil } }
}

extension SourceStage {
  func anyRead(_ entry: SourceEntry, _ run: RunContext) throws -> (any StreamValue, Carried) {
    let emission = try read(entry, run)
    return (emission.value, emission.carried)
  }

  func anyNext(_ run: RunContext) throws -> (SourceEntry, any StreamValue, Carried)? {
    try next(run).map { ($0.0, $0.1.value, $0.1.carried) }
  }
}

extension GatherStage {
  func anyEmit(
    _ members: [Dataflow.Outcome], _ outputs: [ItemID], _ run: RunContext
  ) throws -> [(value: any StreamValue, carried: Carried)] {
    let items = try members.map { item in
      guard case .success(let value) = item.value, let value = value as? Input else {
        throw WrongValue(expected: Input.streamType)
      }
      return item.with(value)
    }
    let emissions = try emit(items, into: outputs, run)
    guard emissions.count == outputs.count else { throw WrongCount(expected: outputs.count, found: emissions.count) }
    return emissions.map { ($0.value, $0.carried) }
  }
}
