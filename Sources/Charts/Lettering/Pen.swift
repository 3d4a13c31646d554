/// Follows the strokes of a letter on the font's sheet. Numbers are hundredths of an em.
///
/// `M x y` puts the pen down, `L x y` draws a straight line, `Q x y x y` a parabola by its control point; `H x y` and
/// `V x y` a quarter of an ellipse that sets out horizontally or vertically.
struct Pen {
  private(set) var lines: [[Place]] = []
  private var place = Place(0, 0)

  /// The pieces of a curve.
  private static let pieces = 8

  mutating func write(_ words: some Sequence<Substring>) {
    var command: Substring = ""
    var numbers: [Double] = []
    for word in words {
      if let number = Double(word) { numbers.append(number / 100) } else { command = word }
      guard numbers.count == (command == "Q" ? 4 : 2) else { continue }
      draw(command, Place(numbers[0], numbers[1]), Place(numbers[numbers.count - 2], numbers[numbers.count - 1]))
      numbers = []
    }
  }

  private mutating func draw(_ command: Substring, _ control: Place, _ target: Place) {
    switch command {
    case "M": lines.append([target])
    case "L": add(target)
    case "Q": curve(control, share: 2.0 / 3, to: target)
    case "H": curve(Place(target.x, place.y), share: 0.5523, to: target)
    default: curve(Place(place.x, target.y), share: 0.5523, to: target)
    }
    place = target
  }

  private mutating func add(_ point: Place) { lines[lines.count - 1].append(point) }

  /// A cubic whose inner points lie so much of the way from each end to a corner.
  private mutating func curve(_ corner: Place, share: Double, to end: Place) {
    let start = place
    let first = Place(start.x + (corner.x - start.x) * share, start.y + (corner.y - start.y) * share)
    let second = Place(end.x + (corner.x - end.x) * share, end.y + (corner.y - end.y) * share)
    for piece in 1...Self.pieces {
      let t = Double(piece) / Double(Self.pieces)
      let (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t)
      add(
        Place(
          a * start.x + b * first.x + c * second.x + d * end.x,
          a * start.y + b * first.y + c * second.y + d * end.y))
    }
  }
}
