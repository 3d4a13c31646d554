/// How the items of two inputs find each other.
public enum Matching {
  /// Why two inputs do not match.
  public enum Failure: Error, Hashable, Sendable {
    case counts(Int, Int)
    case missing(ItemID, port: Int)
  }

  /// Pairs of positions. Inputs of one ancestor match by key and by the coordinates both have, so that an item without
  /// a coordinate meets each value of it; inputs of different sources match by natural order and must be equally many.
  /// - Parameter byKey: match different sources by key too.
  public static func pairs(_ left: PortListing, _ right: PortListing, byKey: Bool = false) throws -> [(Int, Int)] {
    guard byKey || !left.sources.isDisjoint(with: right.sources) else {
      guard left.ids.count == right.ids.count else { throw Failure.counts(left.ids.count, right.ids.count) }
      return left.ids.indices.map { ($0, $0) }
    }
    let byName = Dictionary(grouping: right.ids.indices) { right.ids[$0].key }
    return try left.ids.indices.flatMap { position in
      let id = left.ids[position]
      let partners = (byName[id.key] ?? []).filter { agree(id, right.ids[$0]) }
      guard !partners.isEmpty else { throw Failure.missing(id, port: 1) }
      return partners.map { (position, $0) }
    }
  }

  /// The same for any number of inputs: every item of the first with each choice of partners that also agree with each
  /// other. One position an input.
  public static func tuples(_ inputs: [PortListing], byKey: Bool = false) throws -> [[Int]] {
    guard let first = inputs.first else { return [] }
    return try inputs.indices.dropFirst().reduce(first.ids.indices.map { [$0] }) { tuples, port in
      var partners: [Int: [Int]] = [:]
      do {
        for (left, right) in try pairs(first, inputs[port], byKey: byKey) { partners[left, default: []].append(right) }
      } catch Failure.missing(let id, _) { throw Failure.missing(id, port: port) }
      return tuples.flatMap { tuple in
        (partners[tuple[0]] ?? []).filter { right in
          tuple.indices.dropFirst().allSatisfy { agree(inputs[$0].ids[tuple[$0]], inputs[port].ids[right]) }
        }.map { tuple + [$0] }
      }
    }
  }

  /// Whether all coordinates that both have are equal.
  private static func agree(_ a: ItemID, _ b: ItemID) -> Bool {
    a.coordinates.allSatisfy { coordinate in b[coordinate.name].map { $0 == coordinate.value } ?? true }
  }
}

extension Matching.Failure: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .counts(let left, let right):
      "the inputs have \(left) and \(right) items; inputs of different sources go pairwise and must be equally many, "
        + "or match by key with match: key"
    case .missing(let id, let port): "no item of the \(port == 1 ? "second" : "third") input goes with \(id)"
    }
  }
}
