/// The text of a file and the name it has in messages.
///
/// A byte order mark is not part of the text.
public struct SourceFile: Hashable, Sendable {
  /// The name as messages show it: usually the path as the user wrote it.
  public let name: String

  /// The whole text.
  public let text: String

  /// Where in the text each line begins and ends, its line end excluded.
  private let lines: [Range<String.Index>]

  /// A file that is already text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    self.lines = LineEnds.lines(of: self.text)
  }

  /// A file as it was read.
  /// - Throws: a diagnostic that points at the first byte which is not UTF-8.
  public init(name: String, bytes: [UInt8]) throws(Diagnostics) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes[..<Self.firstInvalid(in: bytes)], as: UTF8.self)
      let file = SourceFile(name: name, text: valid)
      let mark = file.mark(afterUTF8: file.text.utf8.count)
      throw Diagnostics([
        Diagnostic("the file is not valid UTF-8 from here on; save it as UTF-8", file: file, mark: mark)
      ])
    }
    self.init(name: name, text: text)
  }

  /// The text of a line, counted from 1, without its end; empty where there is no such line.
  public func line(_ number: Int) -> Substring {
    lines.indices.contains(number - 1) ? text[lines[number - 1]] : ""
  }

  /// The place after the last character, a line end at the end of the text left aside.
  var end: Mark {
    let last = lines.lastIndex { !$0.isEmpty } ?? 0
    return Mark(line: last + 1, column: line(last + 1).unicodeScalars.count + 1)
  }

  /// The place after so many bytes of the text's UTF-8.
  public func mark(afterUTF8 offset: Int) -> Mark {
    let end = text.utf8.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
    let line = max(lines.partitioningIndex { $0.lowerBound > end }, 1)
    return Mark(
      line: line, column: text.unicodeScalars.distance(from: lines[line - 1].lowerBound, to: end) + 1)
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var input = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&input) { offset += UTF8.width(scalar) }
    return offset
  }

  /// Whether name and text are the same.
  public static func == (a: SourceFile, b: SourceFile) -> Bool { a.name == b.name && a.text == b.text }

  /// Hashes name and text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text)
  }
}
