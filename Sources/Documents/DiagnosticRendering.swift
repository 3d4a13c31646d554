extension Diagnostic: CustomStringConvertible {
  /// As compilers write it: a line with the place and the message, the source line, and a caret with its underline.
  ///
  ///     smile.yaml:10:28: error: unknown field "strenght" of stage "add attribute vector"; did you mean "strength"?
  ///       - add attribute vector: {strenght: 2}
  ///                                ^~~~~~~~
  public var description: String {
    var lines = [headline(severity.rawValue, message, at: mark)]
    if let mark { lines += excerpt(at: mark) }
    lines += notes.map { headline("note", $0.message, at: $0.mark) }
    return lines.joined(separator: "\n")
  }

  private func headline(_ kind: String, _ message: String, at mark: Mark?) -> String {
    let place = mark.map { ":\($0)" } ?? ""
    return "\(file.name)\(place): \(kind): \(message)"
  }

  /// The line at the mark and the line that underlines it; nothing where the line is empty.
  private func excerpt(at mark: Mark) -> [String] {
    let scalars = Array(file.line(mark.line).unicodeScalars)
    guard !scalars.isEmpty else { return [] }
    let caret = min(mark.column - 1, scalars.count)
    let window = Excerpt.window(around: caret, of: scalars.count)
    let shown = scalars[window].map(Excerpt.printable)
    let underlined = min(max(length, 1), max(window.upperBound - caret, 1))
    let padding = scalars[window.lowerBound..<caret].map(Excerpt.blank).joined()
    let cutLeft = window.lowerBound > 0
    let cutRight = window.upperBound < scalars.count
    return [
      (cutLeft ? "…" : "") + shown.joined() + (cutRight ? "…" : ""),
      (cutLeft ? " " : "") + padding + "^" + String(repeating: "~", count: underlined - 1),
    ]
  }
}

/// How a source line is laid out on a terminal.
private enum Excerpt {
  /// Long lines are shown in part: 60 scalars to the left of the caret and 100 to its right.
  static func window(around caret: Int, of count: Int) -> Range<Int> {
    max(0, caret - 60)..<min(count, caret + 100)
  }

  /// A control character would move the cursor or hide text.
  static func printable(_ scalar: Unicode.Scalar) -> String {
    scalar != "\t" && scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
  }

  /// What is as wide as the scalar but shows nothing.
  static func blank(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "\t" }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return ""
    default: return isWide(scalar) ? "  " : " "
    }
  }

  /// The large blocks of UAX #11 that are two cells wide.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
