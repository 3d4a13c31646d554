public import Dataflow
import Tensors

/// a is to b as c is to d: d = c + (b − a).
public struct Analogy: GatherStage, RecipeStage {
  /// What comes out.
  public enum Give: String, CaseIterable, Sendable {
    /// d alone.
    case answer
    /// a, b, c and d.
    case square
  }
  /// How the items of three inputs find each other.
  public enum Match: String, CaseIterable, Sendable {
    case order
    case key
    /// One a and one b for every c.
    case every
  }

  /// What comes out.
  public var give: Give
  /// How the items of three inputs find each other.
  public var match: Match

  /// The answer alone unless said.
  public init(give: Give = .answer, match: Match = .order) {
    self.give = give
    self.match = match
  }

  /// A square adds row and column.
  public func coordinates(from inputs: [String]) -> [String] {
    give == .square ? inputs + GridPlace.coordinates : inputs
  }

  /// What captions can show.
  public var facts: [String] { ["role", "at"] }

  /// A group for each answer: its a, b and c.
  public func groups(of inputs: [PortListing]) throws -> [Group] {
    switch inputs.count {
    case 1: try triples(of: inputs[0])
    case 3: try joined(inputs)
    default: throw AnalogyError.inputs(inputs.count)
    }
  }

  /// The answer, or the square.
  public func combine(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Latent] {
    try emit(members, into: outputs, run).map(\.value)
  }

  /// The answer, or the square; each with the part it plays.
  public func emit(_ members: [Item<Latent>], into outputs: [ItemID], _ run: RunContext) throws -> [Emission<Latent>] {
    try UnlikeLatents.refuse(members)
    let (a, b, c) = (members[0].value.tensor, members[1].value.tensor, members[2].value.tensor)
    let answer = Emission(
      Latent(Self.answer(a, b, c)), carried: Carried(Facts(["role": .text("c + b − a"), "at": .text("")])))
    guard give == .square else { return [answer] }
    return zip(members, ["a", "b", "c"]).map { item, role in
      Emission(item.value, carried: Carried(Facts(isKey: true, ["role": .text(role), "at": .text(item.id.stem)])))
    } + [answer]
  }

  /// c + (b − a), computed in double precision.
  static func answer(_ a: Tensor, _ b: Tensor, _ c: Tensor) -> Tensor {
    Tensor(a.shape) { out in
      for i in out.indices { out[i] = Float(Double(c[i]) + (Double(b[i]) - Double(a[i]))) }
    }
  }

  private func triples(of listing: PortListing) throws -> [Group] {
    try listing.runs.flatMap { run in
      guard run.positions.count.isMultiple(of: 3) else { throw AnalogyError.noTriples(run.positions.count) }
      return stride(from: 0, to: run.positions.count, by: 3).map { start in
        let positions = run.positions[start..<start + 3]
        let keys = positions.map { listing.ids[$0].key }
        return Group(
          members: positions.map { Group.Member(position: $0) },
          outputs: outputs(ItemKey.pair(ItemKey.pair(keys[0], keys[1]), keys[2]), run.coordinates))
      }
    }
  }

  private func joined(_ inputs: [PortListing]) throws -> [Group] {
    try tuples(inputs).map { tuple in
      let (a, b, c) = (inputs[0].ids[tuple[0]], inputs[1].ids[tuple[1]], inputs[2].ids[tuple[2]])
      let merged = ItemID(key: c.key, coordinates: c.merging(b))
      return Group(
        members: tuple.enumerated().map { Group.Member(port: $0, position: $1) },
        outputs: outputs(c.key, merged.merging(a)))
    }
  }

  private func tuples(_ inputs: [PortListing]) throws -> [[Int]] {
    guard match == .every else { return try Matching.tuples(inputs, byKey: match == .key) }
    guard inputs[0].ids.count == 1, inputs[1].ids.count == 1 else {
      throw AnalogyError.notOne(inputs[0].ids.count, inputs[1].ids.count)
    }
    return inputs[2].ids.indices.map { [0, 0, $0] }
  }

  private func outputs(_ key: String, _ coordinates: [Coordinate]) -> [ItemID] {
    guard give == .square else { return [ItemID(key: key, coordinates: coordinates)] }
    return GridPlace.all(columns: 2, rows: 2).map { ItemID(key: key, coordinates: coordinates + $0.coordinates) }
  }
}

extension Analogy {
  static let give = Field<Give>.choice(
    "give", default: .answer,
    help: "answer: d alone; square: a and b above c and d, with the coordinates row and column")
  static let match = Field<Match>.choice(
    "match", default: .order,
    help:
      "with three inputs of different sources: in natural order, by equal keys, or every: one a and one b for every c")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "analogy", summary: "a is to b as c is to d: d = c + (b − a).",
    details:
      "It takes three inputs, or one whose items are taken by threes: a, b, c, a, b, c, … It is c that is changed: "
      + "with three inputs the answer takes c's key, with one it is called a~b~c. Captions of `montage` can show the "
      + "{role} of each picture and, as {at}, the name of the picture that a, b or c comes from.",
    forms: [.init(.latents, .latents)], inputs: ["a", "b", "c"], inputCounts: [1, 3],
    fields: [give.declaration, match.declaration],
    example: "- analogy: {give: square}\n  input: [plain, smiling, other]"
  ) { .gather(Analogy(give: try $0(give), match: try $0(match))) }
}

/// Why there is no analogy.
public enum AnalogyError: Error, Hashable, Sendable {
  case inputs(Int)
  case noTriples(Int)
  case notOne(Int, Int)
}

extension AnalogyError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .inputs(let count): "an analogy takes one input or three (a, b and c), not \(count)"
    case .noTriples(let count):
      "an analogy takes the items of one input by threes, but there \(count == 1 ? "is 1" : "are \(count)"); give it a "
        + "multiple of three, or three inputs"
    case .notOne(let a, let b):
      "match: every takes one a and one b for every c, but there are \(a) and \(b); choose one by `load` or --limit"
    }
  }
}
