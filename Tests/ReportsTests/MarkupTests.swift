import Testing

@testable import Reports

@Suite("What stands in a page")
struct MarkupTests {
  @Test("is text, whatever it looks like")
  func escaped() {
    #expect(Markup.escaped("<script>&\"'") == "&lt;script&gt;&amp;&quot;&#39;")
    #expect(!Markup.inert("{\"key\":\"</script><!--\"}").contains("<"))
  }

  @Test(
    "in Base64",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(_ plain: String, _ coded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == Array(coded.utf8))
  }

  @Test(
    "as a recipe with its keys and comments marked, and every character kept",
    arguments: [
      ("seed: 17", "<b>seed</b>: 17"),
      ("  - load: {from: \"a # b\"} # c", "  - <b>load</b>: {from: &quot;a # b&quot;} <i># c</i>"),
      ("  - \"a: b\"", "  - &quot;a: b&quot;"), ("url: http://x", "<b>url</b>: http://x"), ("", ""),
    ])
  func recipe(_ text: String, _ html: String) {
    #expect(RecipeMarkup.html(text) == html)
  }

  @Test(
    "as numbers of two or three digits", arguments: [(0.004, "0.00"), (1.234, "1.23"), (12.34, "12.3"), (853.2, "853")])
  func rounded(_ number: Double, _ text: String) {
    #expect(PageSummary.rounded(number) == text)
  }
}
