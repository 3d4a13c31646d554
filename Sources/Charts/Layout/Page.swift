import Images

/// A figure that is being laid out from top to bottom.
struct Page {
  var width: Double
  private(set) var marks: [Mark] = []
  /// How far down it is full.
  var top = Theme.margin

  init(width: Double) { self.width = width }

  var drawing: Drawing { Drawing(width: width, height: (top + Theme.margin).rounded(.up), marks: marks) }

  mutating func add(_ mark: Mark) { marks.append(mark) }

  /// A box; one that is thinner than a point shows nowhere.
  mutating func fill(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ colour: Colour) {
    add(.box(Box(left: left, top: top, right: right, bottom: bottom), colour))
  }

  mutating func write(
    _ text: String, _ x: Double, _ y: Double, size: Double = Theme.textSize, _ anchor: Lettering.Anchor = .start,
    colour: Colour = Theme.muted
  ) {
    add(.text(Lettering(text: text, place: Place(x, y), size: size, anchor: anchor, colour: colour)))
  }

  /// What stands above the plot.
  mutating func header(title: String, subtitle: String) {
    for line in wrapped(title, size: Theme.titleSize * 1.06) {
      top += Theme.titleSize
      add(.text(Lettering(text: line, place: Place(Theme.margin, top), size: Theme.titleSize, isBold: true)))
      top += 5
    }
    for line in wrapped(subtitle, size: Theme.textSize) {
      top += Theme.textSize + 1
      write(line, Theme.margin, top)
      top += 4
    }
    top += 8
  }

  /// The names of the groups, each behind its colour, in as many rows as they need.
  mutating func legend(_ groups: [(name: String, colour: Colour)]) {
    guard !groups.isEmpty else { return }
    var x = Theme.margin
    top += 11
    for group in groups {
      let name = LetterFont.standard.fitted(group.name, into: width / 2, size: Theme.textSize)
      let end = x + 14 + textWidth(name)
      if end > width - Theme.margin, x > Theme.margin {
        x = Theme.margin
        top += 17
      }
      add(.disc(Place(x + 4.5, top - 4), radius: 4.5, group.colour, opacity: 1))
      write(name, x + 14, top, colour: Theme.ink)
      x += 14 + textWidth(name) + 18
    }
    top += 12
  }

  func textWidth(_ text: String, size: Double = Theme.textSize) -> Double {
    LetterFont.standard.width(text, size: size)
  }

  /// The text in lines that are not wider than the page.
  private func wrapped(_ text: String, size: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let longer = lines.last.map { $0 + " " + word }
      if let longer, textWidth(longer, size: size) <= width - 2 * Theme.margin {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
