/// Writes a drawing as SVG.
enum SVGWriter {
  static func text(of drawing: Drawing, title: String) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height))
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" role="img">
      <title>\(escaped(title))</title>
      <rect width="100%" height="100%" fill="#ffffff"/>

      """
    return head + drawing.marks.map { element($0) + "\n" }.joined() + "</svg>\n"
  }

  private static func element(_ mark: Mark) -> String {
    switch mark {
    case .line(let places, let width, let colour):
      let points = places.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
      return """
        <polyline points="\(points)" fill="none" stroke="\(colour.hex)" stroke-width="\(number(width))" \
        stroke-linecap="round" stroke-linejoin="round"/>
        """
    case .disc(let place, let radius, let colour, let opacity):
      let shine = opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : ""
      return """
        <circle cx="\(number(place.x))" cy="\(number(place.y))" r="\(number(radius))" fill="\(colour.hex)"\(shine)/>
        """
    case .box(let box, let colour):
      return """
        <rect x="\(number(box.left))" y="\(number(box.top))" width="\(number(box.width))" \
        height="\(number(box.height))" fill="\(colour.hex)"/>
        """
    case .text(let lettering): return element(lettering)
    }
  }

  private static func element(_ lettering: Lettering) -> String {
    let (x, y) = (number(lettering.place.x), number(lettering.place.y))
    var attributes = "x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(lettering.size))\" fill=\"\(lettering.colour.hex)\""
    if lettering.anchor != .start { attributes += " text-anchor=\"\(lettering.anchor.rawValue)\"" }
    if lettering.isBold { attributes += " font-weight=\"600\"" }
    if lettering.angle != 0 { attributes += " transform=\"rotate(\(number(-lettering.angle)) \(x) \(y))\"" }
    return "<text \(attributes)>\(escaped(lettering.text))</text>"
  }

  /// At most two digits behind the point: a hundredth of a point is less than any screen shows.
  private static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value, digits: 2, minus: "-")
    guard text.contains(".") else { return text }
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// Text as XML takes it; characters that XML has not are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
