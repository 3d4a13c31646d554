import Images

/// A place on a figure, in points from its upper left corner.
struct Place: Hashable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of a figure.
struct Box: Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var centre: Place { Place((left + right) / 2, (top + bottom) / 2) }
}

/// What both renderers can draw.
enum Mark: Hashable {
  /// Straight lines from place to place, their ends and corners round.
  case line([Place], width: Double, Colour)
  case disc(Place, radius: Double, Colour, opacity: Double)
  case box(Box, Colour)
  case text(Lettering)
}

/// A line of text.
struct Lettering: Hashable {
  /// Which part of the text stands at its place.
  enum Anchor: String { case start, middle, end }

  var text: String
  /// On the base line.
  var place: Place
  /// The height of a line, in points.
  var size: Double
  var anchor = Anchor.start
  var colour = Theme.ink
  var isBold = false
  /// Degrees against the clock.
  var angle = 0.0
}

/// Marks in the order in which they cover each other, on white.
struct Drawing: Hashable {
  let width: Double
  let height: Double
  let marks: [Mark]
}
