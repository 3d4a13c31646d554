import Testing

@testable import Documents

@Suite struct DiagnosticTests {
  @Test func rendersAsCompilersDo() throws {
    let file = SourceFile(name: "smile.yaml", text: "stages:\n  - add attribute vector: {strenght: 2}\n")
    let field = try #require(try YAML.read(file)["stages"]?.sequence?[0]["add attribute vector"]?.mapping?.first)
    let hint = NearestName.hint(for: field.key.text, among: ["vector", "strength", "unit"])
    let diagnostic = file.error(
      "unknown field \"strenght\" of stage \"add attribute vector\"\(hint)", at: field.key,
      notes: [.init("the stage is declared here", mark: Mark(line: 2, column: 5))])
    #expect(
      diagnostic.description == """
        smile.yaml:2:28: error: unknown field "strenght" of stage "add attribute vector"; did you mean "strength"?
          - add attribute vector: {strenght: 2}
                                   ^~~~~~~~
        smile.yaml:2:5: note: the stage is declared here
        """)
  }

  @Test(arguments: [
    ("a\tb: x", 3, 1, "a\tb: x", " \t^"), ("é: 日本x", 6, 1, "é: 日本x", "       ^"),
    ("e\u{301}: x", 5, 1, "e\u{301}: x", "   ^"),
    ("abc", 2, 99, "abc", " ^~"), ("abc", 4, 1, "abc", "   ^"), ("a\u{1}b", 3, 1, "a\u{FFFD}b", "  ^"),
  ])
  func theCaretStandsUnderThePlace(text: String, column: Int, length: Int, line: String, caret: String) {
    let file = SourceFile(name: "a", text: text)
    let diagnostic = Diagnostic("m", file: file, mark: Mark(line: 1, column: column), length: length)
    #expect(diagnostic.description == "a:1:\(column): error: m\n\(line)\n\(caret)")
  }

  @Test func aLongLineIsShownInPart() {
    let file = SourceFile(name: "a", text: String(repeating: "[", count: 200_000))
    let text = Diagnostic("m", file: file, mark: Mark(line: 1, column: 1000)).description
    #expect(text.utf8.count < 400)
    let lines = text.split(separator: "\n")
    #expect(lines[1].hasPrefix("…[") && lines[1].hasSuffix("[…"))
    #expect(lines[2].count == 62)
  }

  @Test func aMessageAboutAWholeFileShowsNoLine() {
    let diagnostic = Diagnostic("m", severity: .warning, file: SourceFile(name: "a", text: "x"), mark: nil)
    #expect(diagnostic.description == "a: warning: m")
  }

  @Test func severalAreSortedByPlace() {
    let file = SourceFile(name: "a", text: "x\ny\n")
    var all = Diagnostics()
    all.append(Diagnostic("third", file: file, mark: Mark(line: 2, column: 1)))
    all.append(Diagnostic("second", severity: .warning, file: file, mark: Mark(line: 1, column: 2)))
    #expect(all.hasErrors)
    all.append(Diagnostic("first", file: file, mark: nil))
    #expect(all.all.map(\.message) == ["first", "second", "third"])
    #expect(throws: Diagnostics.self) { try all.throwIfErrors() }
  }

  @Test func warningsAloneAreNoErrors() throws {
    let file = SourceFile(name: "a", text: "x")
    let warnings = Diagnostics([Diagnostic("w", severity: .warning, file: file, mark: nil)])
    #expect(!warnings.hasErrors)
    try warnings.throwIfErrors()
  }

  @Test(arguments: [(0, 1, 1), (1, 1, 2), (3, 2, 1), (5, 2, 2), (8, 3, 2), (99, 3, 2)])
  func offsetsBecomeMarks(offset: Int, line: Int, column: Int) {
    let file = SourceFile(name: "a", text: "a\r\né\r\nx")
    #expect(file.mark(afterUTF8: offset) == Mark(line: line, column: column))
  }

  @Test func linesAreCountedFromOne() {
    let file = SourceFile(name: "a", text: "x\r\n\ny")
    #expect((0...4).map { String(file.line($0)) } == ["", "x", "", "y", ""])
  }
}
