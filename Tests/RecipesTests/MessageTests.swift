import Testing

/// A recipe, and all that is said about it.
struct MessageCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let recipe: String
  let set: [String]
  let says: String

  init(_ name: String, _ recipe: String, set: [String] = [], says: String) {
    testDescription = name
    self.recipe = recipe
    self.set = set
    self.says = says
  }
}

/// Whole messages, as a user sees them: place, sentence, source line and caret.
@Suite struct MessageTests {
  @Test(
    "Each mistake is told in one sentence at its place, and nothing else is",
    arguments: MessageCase.names + MessageCase.values + MessageCase.sweeps + MessageCase.flow + MessageCase.form
      + MessageCase.parameters + MessageCase.everything)
  func message(_ example: MessageCase) {
    #expect(Check.messages(example.recipe, set: example.set) == example.says)
  }
}
