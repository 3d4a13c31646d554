/// One thing a source will give: its key, and where it comes from as a user would name it.
public struct SourceEntry: Hashable, Sendable {
  /// The item's key.
  public let key: String
  /// The file or other place; the same as the key where there is none.
  public let origin: String

  /// An entry whose origin is its key unless said.
  public init(key: String, origin: String? = nil) {
    self.key = key
    self.origin = origin ?? key
  }
}

/// What a source read: a value and what travels with it.
public struct Emission<Value: Sendable>: Sendable {
  /// What was read.
  public let value: Value
  /// What travels beside it.
  public let carried: Carried

  /// A value that carries nothing unless said.
  public init(_ value: Value, carried: Carried = Carried()) {
    self.value = value
    self.carried = carried
  }
}

/// How much a source knows before it reads.
public enum SourceListing: Sendable {
  /// Everything it will give, in natural order.
  case entries([SourceEntry])
  /// A pipe: the items come one after the other until there are no more.
  case stream
}

/// The beginning of a graph.
public protocol SourceStage: Stage {
  associatedtype Output: StreamValue

  /// The keys of everything it will give, found without reading any of it.
  func list() throws -> SourceListing

  /// Looks at one entry without reading it whole, for plans: at a picture's header.
  /// - Throws: why reading it will fail.
  func inspect(_ entry: SourceEntry) throws

  /// The bytes that travel beside an item for later stages, told from a look at its header; 0 where there are none or
  /// it cannot be read.
  func carriedBytes(_ entry: SourceEntry) -> Int

  /// The bytes of an item's value, told from a look at its header; 0 where it is not known before it is read.
  func valueBytes(_ entry: SourceEntry) -> Int

  /// Reads one entry of a source that listed its entries.
  func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Output>

  /// The next item of a stream, or nil at its end. Called by one lane at a time.
  func next(_ run: RunContext) throws -> (SourceEntry, Emission<Output>)?
}

extension SourceStage {
  /// Nothing can be told beforehand.
  public func inspect(_ entry: SourceEntry) throws {}

  /// Nothing travels beside.
  public func carriedBytes(_ entry: SourceEntry) -> Int { 0 }

  /// Not known.
  public func valueBytes(_ entry: SourceEntry) -> Int { 0 }

  /// Sources read.
  public var lane: LaneKind { .io }
  /// There is no stream.
  public func next(_ run: RunContext) throws -> (SourceEntry, Emission<Output>)? { nil }
}
