import ProcessorTime
import Testing

@testable import Documents

@Suite struct YAMLRefusalTests {
  /// A row a message: the text, the place, what the message must say.
  @Test(arguments: [
    ("a: &x 1", 1, 4, "anchors are not read; remove \"&x\""),
    ("a: *x", 1, 4, "\"*x\" is text, put quotes around it"),
    ("from: *.png", 1, 8, "text cannot begin with * or &; put quotes"),
    ("a: !!int 1", 1, 4, "tags are not read"),
    ("a: ! 1", 1, 4, "tags are not read"),
    ("a: 1\nb: 2\na: 3", 3, 1, "the key \"a\" stands here a second time; the first is in line 1"),
    ("{a: 1, 'a': 3}", 1, 8, "a second time"),
    ("a: 1\n---\nb: 2", 2, 1, "a second document begins here"),
    ("[a]: 1", 1, 1, "a key must be a text"),
    ("? {a: 1}\n: 2", 1, 3, "a key must be a text"),
    ("a: \u{1}", 1, 4, "control characters"),
    ("é: x\u{7F}", 1, 5, "control characters"),
    ("- load: {from: ${input}}", 1, 16, "put quotes around it: \"${input}\""),
    ("[1, ${a}]", 1, 5, "put quotes around it: \"${a}\""),
    ("{to: out/${a}/x}", 1, 10, "put quotes around it: \"${a}\""),
    ("a: {to: {stem}.png}", 1, 15, "text with { or } in it is read as a mapping; put quotes"),
    ("to: {stem}.png", 1, 11, "text with { or } in it is read as a mapping; put quotes"),
    ("a:\n\tb: 1", 2, 1, "a tab cannot indent YAML; use spaces"),
    ("a: @x", 1, 4, "text cannot begin with '@'; put quotes around it"),
    ("a: `x`", 1, 4, "text cannot begin with '`'"),
    ("a: b: c", 1, 5, "a ':' cannot stand here"),
    ("a: 1\n  b: 2", 2, 4, "check the indentation"),
    ("a: 1\nload\nb: 2", 2, 1, "there is no ':' after this key"),
    ("a: 1\nb: \"x\nc: 2\n", 2, 4, "the quotation mark is never closed"),
    ("a: 'x", 1, 4, "the quotation mark is never closed"),
    ("a: \"C:\\Users\"", 1, 9, "write \\\\ for a backslash"),
    ("a: \"C:\\Docs\"", 1, 7, "write \\\\ for a backslash"),
    ("a: {b: 1\n", 1, 4, "the '{' is never closed"),
    ("a: [1, 2", 1, 4, "the '[' is never closed"),
    ("a: {b: 1]", 1, 9, "',' or '}' is expected here"),
    ("a: - b", 1, 4, "a list item cannot begin here"),
    ("a:\n  - b\n c: 1", 3, 2, "check the indentation"),
    ("[a]\nb: 1", 2, 1, "the file should end here"),
  ])
  func refusesWithAPlaceAndAdvice(text: String, line: Int, column: Int, message: String) throws {
    let refusal = try #require(try refusals(text).first)
    #expect(refusal.mark == Mark(line: line, column: column), "\(refusal)")
    #expect(refusal.message.contains(message), "\(refusal)")
  }

  @Test func aParameterInABlockNeedsNoQuotes() throws {
    #expect(try read("from: ${input}")["from"]?.scalar?.text == "${input}")
  }

  @Test func allRefusalsOfAWellFormedFileComeAtOnce() throws {
    let marks = try refusals("a: &x 1\nb: *x\nc: !t 2\na: 3\n[d]: 4").compactMap(\.mark)
    #expect(marks.map(\.line) == [1, 2, 3, 4, 5])
  }

  @Test func aSyntaxErrorComesAfterWhatWasRefusedBefore() throws {
    #expect(try refusals("a: &x 1\nb: [").compactMap(\.mark).map(\.description) == ["1:4", "2:5"])
  }

  @Test func aFlowErrorShowsTheOpeningBrace() throws {
    let refusal = try #require(try refusals("a: {\n  b: 1]").first)
    #expect(refusal.notes == [Diagnostic.Note("the '{' is here", mark: Mark(line: 1, column: 4))])
  }

  @Test func invalidUTF8IsShownWhereItBegins() throws {
    let thrown = #expect(throws: Diagnostics.self) {
      try YAML.read(name: "a.yaml", bytes: Array("a: 1\nbé: ".utf8) + [0xC3, 0x28])
    }
    #expect(try #require(thrown).all[0].mark == Mark(line: 2, column: 5))
  }

  @Test(arguments: ["[", "{", "- ", "[[ ", "{a: ", "? ", "[{"])
  func nestingIsStoppedAtOnce(opening: String) throws {
    let text = String(repeating: opening, count: YAML.maximumSize / opening.utf8.count)
    var refusal: Diagnostic?
    let time = try processorTime { refusal = try refusals(text).first }
    #expect(try #require(refusal).message.contains("deeper than 32 levels"))
    #expect(time < .milliseconds(500), "the reading took \(time)")
  }

  /// Files of the largest size that a quadratic reader would take minutes for.
  @Test(arguments: [
    "- \n", "a\u{20}", "*a ", "&a ", "!a ", "'", "\"\n", "#\n", "? a\n", ": ", "a:\n", "[],", "}", "%", "|\n", "x\ny\n",
    "- x\n  y\n", "- &a !b *c\n", "\t", "\r\n", "-", "--- \n",
  ])
  func hostileFilesAreReadInNoTime(pattern: String) throws {
    for start in ["", "[", "a: "] {
      let text = start + String(repeating: pattern, count: (YAML.maximumSize - 8) / pattern.utf8.count)
      let time = processorTime { _ = try? read(text) }
      #expect(time < .seconds(3), "\(start)\(pattern.debugDescription) took \(time)")
    }
  }

  @Test func theNumberOfRefusalsIsBounded() throws {
    #expect(try refusals(String(repeating: "- &a 1\n", count: 5000)).count == 100)
  }
}
