/// An operator of the graph. One instance holds its parameters as plain values; a sweep makes several instances.
///
/// Conform to `MapStage`, `SourceStage`, `GatherStage` or `SinkStage`.
public protocol Stage: Sendable {
  /// Binds the stage to what the run shares, such as the model, and checks its parameters against it. Called once,
  /// before anything is read. Errors that concern one field are thrown as ``FieldError``.
  mutating func prepare(_ environment: Environment) throws

  /// The instances this one stands for, with the coordinates each adds: three draws are three instances.
  func variants() -> [Variant<Self>]

  /// Where its work runs.
  var lane: LaneKind { get }

  /// What it wants to know of where each of its items comes from.
  var needs: Set<Need> { get }

  /// What it can give its items to carry, if a later stage needs it: see ``Demands``.
  var provides: Set<Need> { get }

  /// What its items have lost, though it takes each by itself.
  var forgets: Set<Need> { get }
}

/// One instance of a stage and what it adds to an item's coordinates.
public struct Variant<Instance> {
  /// What the instance adds to an item's coordinates.
  public let coordinates: [Coordinate]
  /// The instance.
  public let stage: Instance

  /// An instance and its coordinates.
  public init(_ coordinates: [Coordinate], _ stage: Instance) {
    self.coordinates = coordinates
    self.stage = stage
  }
}

extension Variant: Sendable where Instance: Sendable {}

/// The two kinds of lanes: those that compute, as many as cores, and those that wait for files and tools.
public enum LaneKind: Hashable, Sendable, CaseIterable { case compute, io }

extension Stage {
  /// Nothing to bind.
  public mutating func prepare(_ environment: Environment) throws {}
  /// The stage itself, without a coordinate.
  public func variants() -> [Variant<Self>] { [Variant([], self)] }
  /// Nothing.
  public var needs: Set<Need> { [] }
  /// Nothing.
  public var provides: Set<Need> { [] }
  /// Nothing.
  public var forgets: Set<Need> { [] }
}

/// Each item by itself.
public protocol MapStage: Stage {
  associatedtype Input: StreamValue
  associatedtype Output: StreamValue

  /// The new value of one item.
  func apply(_ item: Item<Input>, _ run: RunContext) throws -> Output

  /// What travels on beside an item's new value: what travelled so far, unless the stage adds to it.
  func carried(from item: Item<Input>, to output: Output) -> Carried

  /// The new values of a batch, in its order, each with its own failure. Stages that compute many at once implement
  /// this one; the default applies the stage to each item alone.
  func apply(_ batch: [Item<Input>], _ run: RunContext) throws -> [Result<Output, any Error>]

  /// The same with what travels on beside each value. Stages whose items share something implement this one; the default
  /// asks the two others.
  func emit(_ batch: [Item<Input>], _ run: RunContext) throws -> [Result<Emission<Output>, any Error>]
}

extension MapStage {
  /// What travelled so far.
  public func carried(from item: Item<Input>, to output: Output) -> Carried { item.carried }

  /// Maps compute.
  public var lane: LaneKind { .compute }

  /// Each item alone.
  public func apply(_ batch: [Item<Input>], _ run: RunContext) throws -> [Result<Output, any Error>] {
    batch.map { item in Result { try apply(item, run) } }
  }

  /// Value by value what `apply` gives, with what `carried` says of it.
  public func emit(_ batch: [Item<Input>], _ run: RunContext) throws -> [Result<Emission<Output>, any Error>] {
    let outputs = try apply(batch, run)
    guard outputs.count == batch.count else { throw WrongCount(expected: batch.count, found: outputs.count) }
    return zip(batch, outputs).map { item, output in
      output.map { Emission($0, carried: carried(from: item, to: $0)) }
    }
  }
}
