import Dataflow

/// What is told of the latents on a way: how long it is, how much of it is gone, and where its keys are.
struct PathFacts {
  /// For captions: the whole length, the length from the beginning, and at a key the name of its picture.
  static let names = ["length", "gone", "at"]
  /// A paragraph for the stages that go a way.
  static let help =
    "The length of each way, in the unit of latent distance, is told while the recipe runs. Captions of `montage` can "
    + "show it as {length:.1f}, what is gone of it as {gone:.1f}, and as {at} the name of the picture that a key "
    + "comes from; `mark: keys` frames the keys."

  private let arcs: [ArcLength]
  /// The length of the whole way.
  let length: Double

  /// - Parameter arcs: the way's stretches.
  init(_ arcs: [ArcLength]) {
    self.arcs = arcs
    length = arcs.reduce(0) { $0 + $1.total }
  }

  /// Of the latent at a place of a stretch.
  /// - Parameter key: the item that stands there, if one does.
  func facts(at place: Double, of stretch: Int, key: ItemID?) -> Facts {
    let before = arcs[..<stretch].reduce(0) { $0 + $1.total }
    let at = key.map { ItemKey($0.key).stem } ?? ""
    return Facts(
      isKey: key != nil,
      ["length": .number(length), "gone": .number(before + arcs[stretch].length(to: place)), "at": .text(at)])
  }

  /// As `a~b.png: the way is 13.42 long (latent distance; 12.90 in a straight line)`.
  func note(_ name: ItemID, straight: Double) -> String {
    let line = arcs.count == 1 ? "in a straight line" : "in straight lines through its \(arcs.count) stretches"
    return "\(name): the way is \(Self.text(length)) long (latent distance; \(Self.text(straight)) \(line))"
  }

  private static func text(_ number: Double) -> String { NumberFormat(".2f")?.apply(number) ?? "\(number)" }
}

extension ItemID {
  /// The name without one of its coordinates.
  func without(_ name: String) -> ItemID { ItemID(key: key, coordinates: coordinates.filter { $0.name != name }) }

  /// The coordinates of both, an item that lacks one taking the other's.
  func merging(_ other: ItemID) -> [Coordinate] {
    coordinates + other.coordinates.filter { self[$0.name] == nil }
  }
}
