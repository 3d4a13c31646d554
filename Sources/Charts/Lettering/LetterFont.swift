#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The letters of figures in pictures: lines of one width, drawn for this project. Their widths are those of Helvetica and
/// Arial, so that a figure's layout holds for the text of its SVG too.
struct LetterFont: Sendable {
  /// A letter: how far it takes the pen, and its lines, in ems, upwards from the base line.
  struct Glyph: Sendable {
    let advance: Double
    let lines: [[Place]]
  }

  /// Made once from its sheet, when the first text is measured.
  static let standard = LetterFont(sheet: letterFontSheet)

  private let glyphs: [Character: Glyph]

  /// What stands for a letter that the font lacks: an empty box.
  private static let missing = Glyph(
    advance: 0.6,
    lines: [[Place(0.08, 0.04), Place(0.52, 0.04), Place(0.52, 0.68), Place(0.08, 0.68), Place(0.08, 0.04)]])

  func glyph(_ character: Character) -> Glyph { glyphs[character] ?? Self.missing }

  /// How wide a text is at a size.
  func width(_ text: String, size: Double) -> Double { text.reduce(0) { $0 + glyph($1).advance } * size }

  /// The width of a text's lines, in points.
  static func weight(of lettering: Lettering) -> Double { lettering.size * (lettering.isBold ? 0.135 : 0.088) }

  /// The lines of a text where it stands.
  func lines(of lettering: Lettering) -> [[Place]] {
    let width = width(lettering.text, size: lettering.size)
    let shift = lettering.anchor == .start ? 0 : lettering.anchor == .middle ? width / 2 : width
    let turn = lettering.angle * .pi / 180
    let (cosine, sine) = lettering.angle == 0 ? (1, 0) : (cos(turn), sin(turn))
    var pen = -shift
    var lines: [[Place]] = []
    for character in lettering.text {
      let glyph = glyph(character)
      lines += glyph.lines.map { line in
        line.map { point in
          let (x, y) = (pen + point.x * lettering.size, point.y * lettering.size)
          return Place(lettering.place.x + x * cosine - y * sine, lettering.place.y - x * sine - y * cosine)
        }
      }
      pen += glyph.advance * lettering.size
    }
    return lines
  }

  /// The text, or as much of its beginning as fits into a width, with an ellipsis for the rest.
  func fitted(_ text: String, into width: Double, size: Double) -> String {
    if self.width(text, size: size) <= width { return text }
    var kept = text
    while !kept.isEmpty, self.width(kept + "…", size: size) > width { kept.removeLast() }
    return kept + "…"
  }

  /// - Parameter sheet: a letter a line: the letter, its advance in thousandths of an em, its pen strokes.
  private init(sheet: String) {
    var glyphs: [Character: Glyph] = [" ": Glyph(advance: 0.278, lines: [])]
    for line in sheet.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, let letter = words[0].first, let advance = Double(words[1]) else { continue }
      var pen = Pen()
      pen.write(words.dropFirst(2))
      glyphs[letter] = Glyph(advance: advance / 1000, lines: pen.lines)
    }
    self.glyphs = glyphs
  }
}
