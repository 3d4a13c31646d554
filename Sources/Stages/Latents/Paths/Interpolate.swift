public import Dataflow
import Tensors

/// Latents on the way from one to another.
public struct Interpolate: GatherStage, RecipeStage {
  /// The way between two latents.
  public enum Path: String, CaseIterable, Sendable { case linear, spherical }
  /// Which items of one input are the ends of a way.
  public enum Ends: String, CaseIterable, Sendable {
    /// First and second, second and third, …
    case consecutive
    /// First and second, third and fourth, …
    case pairs
  }
  /// How the items of two inputs find each other.
  public enum Match: String, CaseIterable, Sendable { case order, key }

  /// How many latents a way has, both ends included.
  public var steps: Int
  /// The way between two latents.
  public var path: Path
  /// Which items of one input are the ends of a way.
  public var ends: Ends
  /// How the items of two inputs find each other.
  public var match: Match
  /// How a way is gone.
  public var easing: Easing

  /// Ways of so many latents.
  public init(
    steps: Int = 9, path: Path = .linear, ends: Ends = .consecutive, match: Match = .order, easing: Easing = .linear
  ) {
    self.steps = steps
    self.path = path
    self.ends = ends
    self.match = match
    self.easing = easing
  }

  /// What captions can show.
  public var facts: [String] { PathFacts.names }

  /// 0 … 1.
  private var positions: [Double] { (0..<steps).map { Double($0) / Double(max(1, steps - 1)) } }

  /// Adds t, from 0 to 1.
  public func coordinates(from inputs: [String]) -> [String] { inputs + ["t"] }

  /// A group for each way: its two ends.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    inputs.count == 2 ? try between(inputs[0], inputs[1]) : try within(inputs[0])
  }

  /// The latents of one way, both ends exact.
  public func combine(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Latent] {
    try emit(members, into: outputs, run).map(\.value)
  }

  /// The latents of one way, each with how much of it is gone there. The run is told how long the way is.
  public func emit(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Latent>] {
    try UnlikeLatents.refuse(members)
    let (left, right) = (members[0].value.tensor, members[1].value.tensor)
    if path == .spherical, LatentPath.areOpposite(left, right) {
      throw InterpolationError.opposite(members[0].id, members[1].id)
    }
    let way = path == .linear ? LatentPath.linear(left, right) : LatentPath.spherical(left, right)
    let facts = PathFacts([ArcLength(way)])
    if let first = outputs.first {
      run.note(facts.note(first.without("t"), straight: LatentPath.distance(left, right)))
    }
    return positions.map { time in
      let place = easing(time)
      let key = time == 0 ? members[0].id : time == 1 ? members[1].id : nil
      return Emission(Latent(way.point(place)), carried: Carried(facts.facts(at: place, of: 0, key: key)))
    }
  }

  private func between(_ from: PortListing, _ to: PortListing) throws -> [Group] {
    try Matching.pairs(from, to, byKey: match == .key).map { left, right in
      Group(
        members: [Group.Member(port: 0, position: left), Group.Member(port: 1, position: right)],
        outputs: outputs(from.ids[left].key, from.ids[left].merging(to.ids[right])))
    }
  }

  /// Items on different places of a sweep are never mixed.
  private func within(_ listing: PortListing) throws -> [Group] {
    try listing.runs.flatMap { run in
      try pairs(run.positions, listing).map { left, right in
        Group(
          members: [Group.Member(position: left), Group.Member(position: right)],
          outputs: outputs(ItemKey.pair(listing.ids[left].key, listing.ids[right].key), run.coordinates))
      }
    }
  }

  private func pairs(_ run: [Int], _ listing: PortListing) throws -> [(Int, Int)] {
    guard run.count >= 2 else { throw InterpolationError.tooFew(run.map { listing.ids[$0] }) }
    switch ends {
    case .consecutive: return Array(zip(run, run.dropFirst()))
    case .pairs:
      guard run.count.isMultiple(of: 2) else { throw InterpolationError.odd(run.count) }
      return stride(from: 0, to: run.count, by: 2).map { (run[$0], run[$0 + 1]) }
    }
  }

  private func outputs(_ key: String, _ coordinates: [Coordinate]) -> [ItemID] {
    positions.map { ItemID(key: key, coordinates: coordinates + [Coordinate("t", ($0 * 1e12).rounded() / 1e12)]) }
  }
}

extension Interpolate {
  static let steps = Field.integer(
    "steps", in: 2...10_000, default: 9, help: "how many latents from end to end, both ends included")
  static let path = Field<Path>.choice(
    "path", default: .linear, sweeps: true, help: "linear, or spherical: along the arc, which keeps the norm")
  static let ends = Field<Ends>.choice(
    "items", default: .consecutive,
    help: "with one input: from each item to the next, or pairs: first to second, third to fourth")
  static let match = Field<Match>.choice(
    "match", default: .order, help: "with two inputs of different sources: pairwise in natural order, or by equal keys")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "interpolate", summary: "Latents on the way from one to another, between consecutive items, pairs or two inputs.",
    details: "Adds the coordinate t, from 0 to 1. A way between two items of one input is called left~right; with two "
      + "inputs it takes the first one's key. Nearly parallel latents are interpolated linearly; exactly opposite ones "
      + "have no arc and are an error of that pair.\n\n" + PathFacts.help,
    forms: [.init(.latents, .latents)], inputs: ["from", "to"],
    fields: [
      steps.declaration, path.declaration, ends.declaration, match.declaration, Easing.field.declaration,
    ],
    example: "- interpolate: {steps: 7, path: spherical}"
  ) {
    .gather(
      Interpolate(
        steps: try $0(steps), path: try $0(path), ends: try $0(ends), match: try $0(match),
        easing: try $0(Easing.field)))
  }
}
