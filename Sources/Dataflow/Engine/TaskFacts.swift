/// What a task needs to know of the listing.
struct TaskFacts: Sendable {
  let node: Int
  var entries: [(Int, SourceItem)] = []
  var variant = 0
  /// The names of what a gather gives.
  var outputs: [ItemID] = []
  /// What the gather itself calls it.
  var ownNames: [ItemID] = []
  var firstOutput = 0
  /// For each group that is written: which variant of the sink writes it, and where.
  var writes: [(variant: Int, destination: Destination)] = []
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
      facts.ownNames = group.ownNames ?? facts.outputs
      facts.firstOutput = group.outputs.lowerBound
    case (.write(let groups), .sink(let destinations)):
      facts.writes = groups.map { complete in
        let group = destinations.groups[complete.group]
        return (group.variant, group.destination)
      }
    default: break
    }
    return facts
  }
}
