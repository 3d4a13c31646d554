import Testing

@testable import Documents

func read(_ text: String) throws -> Node { try YAML.read(SourceFile(name: "a.yaml", text: text)) }

/// The diagnostics of a text that must be refused.
func refusals(_ text: String) throws -> [Diagnostic] {
  let thrown = #expect(throws: Diagnostics.self) { try read(text) }
  return try #require(thrown).all
}

@Suite struct YAMLTests {
  @Test func aRecipeKeepsItsOrderAndItsMarks() throws {
    let recipe = """
      recipe: add a smile   # said aloud
      seed: 17
      stages:
        - load: {from: "${input}"}
        - encode:
        - add attribute vector: {vector: smile, strength: [-1, 1.5]}
      """
    let top = try read(recipe)
    #expect(top.mapping?.map(\.key.text) == ["recipe", "seed", "stages"])
    #expect(top["recipe"]?.scalar?.text == "add a smile")
    #expect(top["seed"]?.scalar?.int == 17)
    let stages = try #require(top["stages"]?.sequence)
    let from = try #require(stages[0]["load"]?["from"])
    #expect(from.mark == Mark(line: 4, column: 18))
    #expect(from.length == 10)
    #expect(from.scalar?.style == .quoted)
    #expect(stages[1]["encode"]?.isNull == true)
    #expect(stages[1]["encode"]?.mark.line == 5)
    let vector = try #require(stages[2].mapping?.first)
    #expect(vector.key.mark == Mark(line: 6, column: 5))
    #expect(vector.key.length == 20)
    #expect(vector.value["strength"]?.sequence?.map(\.scalar?.double) == [-1, 1.5])
  }

  @Test(arguments: ["", "\n", "# nothing\n", "---\n", "~", "null", "\u{FEFF}"])
  func anEmptyFileIsNull(text: String) throws { #expect(try read(text).isNull) }

  @Test(arguments: ["a: ~", "a: null", "a:", "a: ", "{a: }", "{a}"])
  func threeWaysToWriteNothing(text: String) throws { #expect(try read(text)["a"]?.isNull == true) }

  @Test(arguments: ["a: \"\"", "a: 'null'", "a: \"~\"", "a: Null", "a: NULL"])
  func whatIsNotNull(text: String) throws { #expect(try read(text)["a"]?.scalar != nil) }

  @Test func windowsLineEndsAndTheByteOrderMarkCountAsNothing() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb:\r\n  - x\r\n  - ü y\r\n".utf8)
    let top = try YAML.read(name: "a.yaml", bytes: bytes)
    #expect(top.mapping?.first?.key.mark == .start)
    #expect(top["b"]?.sequence?[1].mark == Mark(line: 4, column: 5))
    #expect(top["b"]?.sequence?[1].scalar?.text == "ü y")
  }

  @Test(arguments: [
    ("a: one\n  two\n", "one two", 1, 4, 3), ("a: >\n  one\n  two\n", "one two\n", 1, 4, 1),
    ("a: |\r\n  one\r\n  two\r\n", "one\ntwo\n", 1, 4, 1), ("a:\n  \"one\n   two\"\n", "one two", 2, 3, 4),
    ("a: 'it''s'", "it's", 1, 4, 7), ("a:\t\tx", "x", 1, 5, 1), ("ä: 😀", "😀", 1, 4, 1),
    ("a: \"\\u00e9\\0b\"", "é\0b", 1, 4, 11), ("a: x\u{85}b: y", "x", 1, 4, 1),
  ])
  func theMarkOfAScalarIsWhereItBegins(text: String, value: String, line: Int, column: Int, length: Int) throws {
    let node = try #require(try read(text).mapping?.first?.value)
    #expect(node.scalar?.text == value)
    #expect(node.mark == Mark(line: line, column: column))
    #expect(node.length == length)
  }

  @Test func nodesSayWhatTheyAre() throws {
    let kinds = try read("[1, x, \"2\", true, [], {}, ~]").sequence?.map(\.kind)
    #expect(
      kinds == ["the number 1", "the text \"x\"", "the text \"2\"", "true", "a list", "a mapping", "nothing"])
  }

  @Test func depthIsAllowedToTheLimit() throws {
    let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(try read(deepest).sequence?.count == 1)
    let mixed = String(repeating: "- ", count: 31) + "{a: 1}"
    #expect(try read(mixed).sequence?.count == 1)
  }

  @Test func aFileAtTheSizeLimitIsRead() throws {
    let text = "a: 1 #".padding(to: YAML.maximumSize)
    #expect(try read(text)["a"]?.scalar?.int == 1)
    #expect(try refusals(text + " ")[0].message.contains("262145 bytes; at most 262144"))
  }
}

extension String {
  func padding(to size: Int) -> String { self + String(repeating: "x", count: size - utf8.count) }
}
