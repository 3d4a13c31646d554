import Dataflow

/// What flows in these tests.
struct Number: StreamValue, Hashable {
  static let streamType = StreamType("numbers", phrase: "a number")
  var value: Double
}

/// Something that no toy stage takes for a number.
struct Word: StreamValue, Hashable {
  static let streamType = StreamType("words", phrase: "a word")
  var text: String
}

/// Why a toy stage failed.
struct ToyError: Error, CustomStringConvertible {
  var description: String
}

/// Gives 0, 1, 2, … under the keys it is told.
struct Count: SourceStage {
  var keys: [String]
  var failing: Set<String> = []
  var factor = 1.0
  var factors: [Double] = []
  var onRead: @Sendable (String) throws -> Void = { _ in }

  init(_ count: Int, prefix: String = "n", failing: Set<String> = []) {
    keys = (0..<count).map { "\(prefix)\($0)" }
    self.failing = failing
  }

  func list() -> SourceListing { .entries(keys.map { SourceEntry(key: $0, origin: "in/\($0)") }) }

  func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Number> {
    try onRead(entry.key)
    if failing.contains(entry.key) { throw ToyError(description: "cannot read") }
    return Emission(Number(value: factor * Double(keys.firstIndex(of: entry.key) ?? -1)))
  }

  func variants() -> [Variant<Count>] {
    guard !factors.isEmpty else { return [Variant([], self)] }
    return factors.map { factor in
      var copy = self
      copy.factor = factor
      return Variant([Coordinate("factor", factor)], copy)
    }
  }
}

/// Gives 0, 1, 2, … one after the other, and nobody knows how many will come.
final class Pipe: SourceStage {
  let count: Int
  let failing: Set<Int>
  let next: Locked<Int> = Locked(0)

  init(_ count: Int, failing: Set<Int> = []) {
    self.count = count
    self.failing = failing
  }

  func list() -> SourceListing { .stream }

  func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Number> {
    throw ToyError(description: "a pipe has no entries")
  }

  func next(_ run: RunContext) throws -> (SourceEntry, Emission<Number>)? {
    let number = next.withLock { next in
      defer { next += 1 }
      return next
    }
    guard number < count else { return nil }
    let entry = SourceEntry(key: "stdin/\(number)")
    if failing.contains(number) { throw StreamItemError(entry, ToyError(description: "garbage")) }
    return (entry, Emission(Number(value: Double(number))))
  }
}

/// Multiplies; several factors make several instances.
struct Multiply: MapStage {
  var factors: [Double]
  var coordinate = "factor"
  var factor = 1.0
  var lane: LaneKind = .compute
  var failing: @Sendable (ItemID, Double) -> Bool = { _, _ in false }
  var onApply: @Sendable (ItemID) throws -> Void = { _ in }

  init(_ factors: Double..., as coordinate: String = "factor", on lane: LaneKind = .compute) {
    self.factors = factors
    self.coordinate = coordinate
    self.lane = lane
  }

  func variants() -> [Variant<Multiply>] {
    factors.map { factor in
      var copy = self
      copy.factor = factor
      return Variant(factors.count == 1 ? [] : [Coordinate(coordinate, factor)], copy)
    }
  }

  func apply(_ item: Item<Number>, _ run: RunContext) throws -> Number {
    try onApply(item.id)
    if failing(item.id, factor) { throw ToyError(description: "cannot multiply") }
    return Number(value: item.value.value * factor)
  }
}

/// Subtracts the second input from the first.
struct Subtract: GatherStage {
  typealias Input = Number
  var failing: Set<String> = []

  func groups(of inputs: [PortListing]) throws -> [Group] {
    try Matching.pairs(inputs[0], inputs[1]).map { left, right in
      let (a, b) = (inputs[0].ids[left], inputs[1].ids[right])
      return Group(
        members: [.init(port: 0, position: left), .init(port: 1, position: right)],
        outputs: [a.adding(b.coordinates.filter { a[$0.name] == nil })])
    }
  }

  func combine(_ members: [Item<Number>], into outputs: [ItemID], _ run: RunContext) throws -> [Number] {
    if failing.contains(outputs[0].key) { throw ToyError(description: "cannot subtract") }
    return [Number(value: members[0].value.value - members[1].value.value)]
  }
}

/// Adds up everything that comes, in windows of so many items; each window gives its sum and its count.
struct Total: GatherStage {
  typealias Input = Number
  var window: Int

  func groups(of inputs: [PortListing]) -> [Group] {
    let all = inputs.enumerated().flatMap { port, listing in
      listing.ids.indices.map { Group.Member(port: port, position: $0) }
    }
    return stride(from: 0, to: all.count, by: window).map { start in
      Group(
        members: Array(all[start..<min(start + window, all.count)]),
        outputs: [ItemID(key: "sum\(start / window)"), ItemID(key: "count\(start / window)")])
    }
  }

  func combine(_ members: [Item<Number>], into outputs: [ItemID], _ run: RunContext) -> [Number] {
    [Number(value: members.reduce(0) { $0 + $1.value.value }), Number(value: Double(members.count))]
  }
}

/// Gives the last item first.
struct Reverse: GatherStage {
  typealias Input = Number

  func groups(of inputs: [PortListing]) -> [Group] {
    inputs[0].ids.indices.reversed().map {
      Group(members: [.init(position: $0)], outputs: [inputs[0].ids[$0]])
    }
  }

  func combine(_ members: [Item<Number>], into outputs: [ItemID], _ run: RunContext) -> [Number] {
    [members[0].value]
  }
}

/// What sinks have written, in the order in which they did.
final class Shelf: Sendable {
  struct Entry: Hashable {
    let path: String
    let values: [Double]
  }

  private let state: Locked<[Entry]> = Locked([])

  func put(_ path: String, _ values: [Double]) { state.withLock { $0.append(Entry(path: path, values: values)) } }

  /// In the order of writing.
  var entries: [Entry] { state.withLock { $0 } }

  /// By name.
  var sorted: [Entry] { entries.sorted { $0.path < $1.path } }
}

/// Puts numbers on a shelf.
struct Collect: SinkStage {
  let shelf: Shelf
  var name: @Sendable (ItemID, Int) throws -> Destination = { id, _ in Destination(path: "\(id)") }
  var present: Set<String> = []
  var onWrite: @Sendable (Destination) throws -> Void = { _ in }

  init(_ shelf: Shelf) { self.shelf = shelf }

  /// Everything to standard output.
  static func toStandardOutput(_ shelf: Shelf) -> Collect {
    var sink = Collect(shelf)
    sink.name = { _, _ in .standardOutput }
    return sink
  }

  var accepts: [StreamType] { [Number.streamType] }
  func destination(of id: ItemID, index: Int) throws -> Destination { try name(id, index) }
  func isPresent(_ destination: Destination) -> Bool { present.contains(destination.path) }

  func write(_ items: [Item<any StreamValue>], to destination: Destination, _ run: RunContext) throws {
    try onWrite(destination)
    let values = items.compactMap { ($0.value as? Number)?.value }
    shelf.put(destination == .standardOutput ? "\(items[0].id)" : destination.path, values)
  }
}

extension Graph {
  /// Adds a stage as a recipe would.
  @discardableResult
  mutating func add(_ id: String, _ stage: AnyStage, _ inputs: Int...) throws -> Int {
    try add(id, stage.prepared(in: Environment()), inputs: inputs)
  }
}
