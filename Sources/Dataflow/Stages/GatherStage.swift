/// The names of all items of one input, in natural order.
public struct PortListing: Sendable {
  /// Key and coordinates of each item.
  public let ids: [ItemID]
  /// The sources the items come from; equal for two inputs of one ancestor.
  public let sources: Set<Int>

  /// What an input will give.
  public init(ids: [ItemID], sources: Set<Int>) {
    self.ids = ids
    self.sources = sources
  }

  /// The places of items that stand on the same sweeps' values, so that these are never mixed; in the order of their
  /// first items.
  public var runs: [(coordinates: [Coordinate], positions: [Int])] {
    var order: [[Coordinate]] = []
    var positions: [[Coordinate]: [Int]] = [:]
    for (position, id) in ids.enumerated() {
      if positions[id.coordinates] == nil { order.append(id.coordinates) }
      positions[id.coordinates, default: []].append(position)
    }
    return order.map { ($0, positions[$0] ?? []) }
  }
}

/// Items that become one thing together.
public struct Group: Sendable {
  /// One member: which input, and its place in that input's listing.
  public struct Member: Hashable, Sendable {
    /// The input, from 0.
    public let port: Int
    /// The place in that input's listing, from 0.
    public let position: Int

    /// An item of the first input unless said.
    public init(port: Int = 0, position: Int) {
      self.port = port
      self.position = position
    }
  }

  /// In the order in which the stage wants them.
  public let members: [Member]
  /// The names of what the group gives, one an output.
  public let outputs: [ItemID]

  /// A group and the names of what it gives.
  public init(members: [Member], outputs: [ItemID]) {
    self.members = members
    self.outputs = outputs
  }
}

/// Several items into one, or several together into several: montage, interpolate.
///
/// Which items belong together follows from their names alone, so that it is known before anything is read.
public protocol GatherStage: Stage {
  associatedtype Input: StreamValue
  associatedtype Output: StreamValue

  /// The groups, in the natural order of their outputs. One listing an input.
  func groups(of inputs: [PortListing]) throws -> [Group]

  /// The names of the coordinates its outputs have, from those of its inputs.
  func coordinates(from inputs: [String]) -> [String]

  /// The values of one group's outputs, in their order.
  func combine(_ members: [Item<Input>], into outputs: [ItemID], _ run: RunContext) throws -> [Output]

  /// The same with what travels on beside each value. Stages that tell something of what they made implement this one;
  /// the default lets nothing travel on.
  func emit(_ members: [Item<Input>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Output>]
}

extension GatherStage {
  /// Gathers compute.
  public var lane: LaneKind { .compute }
  /// Those of the inputs.
  public func coordinates(from inputs: [String]) -> [String] { inputs }
  /// What `combine` gives, each by itself.
  public func emit(_ members: [Item<Input>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Output>] {
    try combine(members, into: outputs, run).map { Emission($0) }
  }
}
