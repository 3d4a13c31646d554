public import Dataflow
import Tensors

/// One way through all items in their order, open or closed.
public struct Curve: GatherStage, RecipeStage {
  /// How it goes from key to key.
  public enum Path: String, CaseIterable, Sendable { case smooth, linear, spherical }
  /// How the latents are spread over the way.
  public enum Pace: String, CaseIterable, Sendable {
    /// As many from each key to the next.
    case keys
    /// As far from each to the next, as nearly as every key can be one of them.
    case even
  }

  /// The most latents on one curve.
  public static let maximumLatents = 10_000

  /// How many latents from a key to the next, both included, on the average.
  public var steps: Int
  /// How it goes from key to key.
  public var path: Path
  /// Whether it goes back to the first key.
  public var isClosed: Bool
  /// How the latents are spread over the way.
  public var pace: Pace
  /// How each stretch is gone.
  public var easing: Easing

  /// A smooth curve unless said.
  public init(
    steps: Int = 9, path: Path = .smooth, isClosed: Bool = false, pace: Pace = .keys, easing: Easing = .linear
  ) {
    self.steps = steps
    self.path = path
    self.isClosed = isClosed
    self.pace = pace
    self.easing = easing
  }

  /// Adds t, from 0 to 1.
  public func coordinates(from inputs: [String]) -> [String] { inputs + ["t"] }

  /// What captions can show.
  public var facts: [String] { PathFacts.names }

  /// A curve for each place of the sweeps before it.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    let listing = inputs[0]
    guard !listing.ids.isEmpty else { throw InterpolationError.tooFew([]) }
    return try listing.runs.map { run in
      let ids = run.positions.map { listing.ids[$0] }
      guard ids.count >= 2 else { throw InterpolationError.tooFew(ids) }
      let total = stretches(ids.count) * (steps - 1)
      let count = total + (isClosed ? 0 : 1)
      guard count <= Self.maximumLatents else { throw InterpolationError.tooLong(count) }
      let key = ItemKey.pair(ids[0].key, ids[ids.count - 1].key)
      return Group(
        members: run.positions.map { Group.Member(position: $0) },
        outputs: (0..<count).map { number in
          let t = (Double(number) / Double(total) * 1e12).rounded() / 1e12
          return ItemID(key: key, coordinates: run.coordinates + [Coordinate("t", t)])
        })
    }
  }

  /// The latents of one curve; every key is one of them, exactly.
  public func combine(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Latent] {
    try emit(members, into: outputs, run).map(\.value)
  }

  /// The latents of one curve, each with how much of it is gone there. The run is told how long the curve is.
  public func emit(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Latent>] {
    try UnlikeLatents.refuse(members)
    try refuseOpposites(members)
    let keys = members.map(\.value.tensor)
    let chain = LatentChain(keys, path, isClosed: isClosed)
    let arcs = chain.stretches.map { ArcLength($0) }
    let facts = PathFacts(arcs)
    if let first = outputs.first { run.note(facts.note(first.without("t"), straight: straight(keys))) }
    return plan(arcs).places.map { place in
      let gone = easing(place.time)
      let t = pace == .even ? arcs[place.stretch].place(ofShare: gone) : gone
      let key = place.time == 0 ? place.stretch : place.time == 1 ? place.stretch + 1 : nil
      return Emission(
        Latent(chain.stretches[place.stretch].point(t)),
        carried: Carried(facts.facts(at: t, of: place.stretch, key: key.map { members[$0].id })))
    }
  }

  private func stretches(_ keys: Int) -> Int { isClosed ? keys : keys - 1 }

  private func plan(_ arcs: [ArcLength]) -> CurvePlan {
    let each = steps - 1
    let counts =
      pace == .even
      ? CurvePlan.even(each * arcs.count, over: arcs.map(\.total)) : Array(repeating: each, count: arcs.count)
    return CurvePlan(counts, isClosed: isClosed)
  }

  private func refuseOpposites(_ members: [Item<Latent>]) throws {
    guard path == .spherical else { return }
    for number in 0..<stretches(members.count) {
      let (a, b) = (members[number], members[(number + 1) % members.count])
      if LatentPath.areOpposite(a.value.tensor, b.value.tensor) { throw InterpolationError.opposite(a.id, b.id) }
    }
  }

  private func straight(_ keys: [Tensor]) -> Double {
    (0..<stretches(keys.count)).reduce(0) { $0 + LatentPath.distance(keys[$1], keys[($1 + 1) % keys.count]) }
  }
}

extension Curve {
  static let steps = Field.integer(
    "steps", in: 2...10_000, default: 9, help: "how many latents from each item to the next, both included")
  static let path = Field<Path>.choice(
    "path", default: .smooth, sweeps: true,
    help: "smooth without a corner (a centripetal Catmull–Rom spline), linear, or spherical: along arcs")
  static let closed = Field.boolean("closed", default: false, help: "whether the way goes back to the first item")
  static let pace = Field<Pace>.choice(
    "pace", default: .keys,
    help: "keys: as many latents from each item to the next; even: as far from each latent to the next")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "curve", summary: "One way through all items in their order, smooth or not, open or closed.",
    details:
      "Every item is one of the latents, exactly. Adds the coordinate t, from 0 to 1; a closed curve does not give "
      + "the first item a second time at its end, so that it can be shown round and round. It is called first~last. "
      + "The smooth way between two items depends on them and on their two neighbours only, and makes no loops where "
      + "items are unequally far from each other.\n\n" + PathFacts.help,
    forms: [.init(.latents, .latents)],
    fields: [
      steps.declaration, path.declaration, closed.declaration, pace.declaration, Easing.field.declaration,
    ],
    example: "- curve: {steps: 7, closed: true}"
  ) {
    .gather(
      Curve(
        steps: try $0(steps), path: try $0(path), isClosed: try $0(closed), pace: try $0(pace),
        easing: try $0(Easing.field)))
  }
}
