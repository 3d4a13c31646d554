import Tensors

/// How pictures are varied, so that a model learns more from them than they show: what stays the same face, or the same
/// digit, when it changes.
public struct Augmentation: Hashable, Sendable {
  /// Whether half of the pictures are mirrored left to right, others in each epoch.
  public var flips = false
  /// The most pixels by which a picture is moved to each side; what comes in from outside mirrors the edge.
  public var shift = 0
  /// The largest share by which a picture becomes lighter or darker.
  public var light = 0.0

  /// The most degrees by which a picture is turned to each side.
  public var turn = 0.0
  /// The largest share by which it becomes larger or smaller.
  public var zoom = 0.0
  /// The most by which its rows are moved against each other, as a share of their distance from the middle.
  public var slant = 0.0

  /// Pictures as they are.
  public init() {}

  /// For each place of an epoch's order, how its picture is varied: a function of seed and epoch alone.
  /// - Parameter view: 0, or 1 for other variations of the same pictures.
  func variations(seed: UInt64, epoch: Int, count: Int, view: Int = 0) -> [Variation] {
    func uniforms(_ stage: String, _ count: Int) -> [Float] {
      RandomSource(seed: seed, stage: stage, item: "\(epoch)", draw: view).uniforms(count)
    }
    var all = [Variation](repeating: Variation(), count: count)
    if flips { for (i, u) in uniforms("flip", count).enumerated() { all[i].isFlipped = u < 0.5 } }
    if shift > 0 {
      let places = uniforms("shift", 2 * count).map { Int($0 * Float(2 * shift + 1)) - shift }
      for i in all.indices { (all[i].right, all[i].down) = (places[2 * i], places[2 * i + 1]) }
    }
    if light > 0 {
      for (i, u) in uniforms("light", count).enumerated() { all[i].light = 1 + Float(light) * (2 * u - 1) }
    }
    if turn > 0 || zoom > 0 || slant > 0 {
      let numbers = uniforms("warp", 3 * count).map { 2 * $0 - 1 }
      for i in all.indices {
        all[i].warp = Warp(
          turn: Double(numbers[3 * i]) * turn, zoom: 1 + Double(numbers[3 * i + 1]) * zoom,
          slant: Double(numbers[3 * i + 2]) * slant)
      }
    }
    return all
  }
}

/// How one picture is varied.
struct Variation: Hashable, Sendable {
  /// Whether it is mirrored left to right, before it is moved.
  var isFlipped = false
  /// By how many pixels it is moved to the right.
  var right = 0
  /// By how many pixels it is moved down.
  var down = 0
  /// What its values are multiplied by, where 0 is black; the lightest become white.
  var light: Float = 1
  /// How it is turned, enlarged and slanted about its middle, after all else; nil for not at all.
  var warp: Warp?
}

/// The place in 0..<count at which an edge mirrors a place outside: 0 1 2 becomes … 2 1 [0 1 2] 1 0 ….
func mirroredPlace(_ place: Int, count: Int) -> Int {
  guard count > 1 else { return 0 }
  let folded = abs(place) % (2 * count - 2)
  return min(folded, 2 * count - 2 - folded)
}
