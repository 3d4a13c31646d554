/// A recipe with its keys, texts and comments marked: light, line by line, and never wrong about a character.
enum RecipeMarkup {
  static func html(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  private static func line(_ line: String) -> String {
    let (code, comment) = split(line)
    let remark = comment.isEmpty ? "" : "<i>\(Markup.escaped(comment))</i>"
    guard let colon = keyEnd(code) else { return Markup.escaped(code) + remark }
    let start = code.firstIndex { $0 != " " && $0 != "-" } ?? code.startIndex
    return Markup.escaped(String(code[..<start])) + "<b>\(Markup.escaped(String(code[start..<colon])))</b>"
      + Markup.escaped(String(code[colon...])) + remark
  }

  /// A comment begins with a `#` at the start or after a blank, outside of quotes.
  private static func split(_ line: String) -> (String, String) {
    var quote: Character?
    var last: Character = " "
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "#", last == " " {
        return (String(line[..<index]), String(line[index...]))
      }
      last = character
    }
    return (line, "")
  }

  private static func keyEnd(_ code: String) -> String.Index? {
    let head = code.prefix { $0 != "{" && $0 != "\"" && $0 != "[" }
    guard let colon = head.firstIndex(of: ":") else { return nil }
    let next = code.index(after: colon)
    return next == code.endIndex || code[next] == " " ? colon : nil
  }
}
