import Testing

@testable import Documents

@Suite struct ScalarTests {
  func plain(_ text: String) -> Scalar { Scalar(text, mark: .start) }

  @Test(arguments: [
    ("0", 0), ("7", 7), ("-3", -3), ("+2", 2), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func readsIntegers(text: String, value: Int) { #expect(plain(text).int == value) }

  @Test(arguments: [
    ("2", 2.0), ("-0.5", -0.5), (".5", 0.5), ("1.", 1), ("1e3", 1000), ("1.5e-3", 0.0015), ("+1E+2", 100),
  ])
  func readsNumbers(text: String, value: Double) { #expect(plain(text).double == value) }

  @Test(arguments: [
    "010", "-007", "0x1F", "0o17", "1:20", "1_000", ".inf", "-.inf", ".nan", "inf", "nan", "infinity", "1e999", "", "-",
    ".", "e3", "1e", "1.2.3", "0x1p3", "1,5", " 1", "1 ", "٣", "NO", "yes", "true",
  ])
  func whatLooksLikeANumberIsNone(text: String) {
    #expect(plain(text).double == nil)
    #expect(plain(text).int == nil)
  }

  @Test(arguments: ["1.0", "1e3", "9223372036854775808"])
  func aNumberThatIsNoInteger(text: String) {
    #expect(plain(text).int == nil)
    #expect(plain(text).double != nil)
  }

  @Test func onlyTrueAndFalseAreBooleans() {
    #expect(plain("true").bool == true)
    #expect(plain("false").bool == false)
    for text in ["NO", "no", "Yes", "on", "off", "True", "TRUE", "y", "1", "0", ""] { #expect(plain(text).bool == nil) }
  }

  @Test(arguments: ["2", "0.5", "true", "010"])
  func quotedIsText(text: String) {
    let scalar = Scalar(text, style: .quoted, mark: .start)
    #expect(scalar.int == nil && scalar.double == nil && scalar.bool == nil)
    #expect(scalar.string == text)
  }

  @Test(arguments: [
    ("NO", "write false"), ("yes", "write true"), ("010", "a number has no leading zero"), ("1:20", "in decimal"),
    (".inf", "finite"), ("-.nan", "finite"), ("0x1F", "in decimal"), ("1,5", "decimal point"),
    ("1_000", "no underscores"), ("1e999", "too large"),
  ])
  func advisesWhatToWrite(text: String, advice: String) throws {
    #expect(try #require(plain(text).advice).contains(advice))
  }

  @Test(arguments: ["smile", "face-01.png", "2", "true", "out/{stem}.png", "", "inferno"])
  func saysNothingOfOrdinaryText(text: String) { #expect(plain(text).advice == nil) }

  @Test func advisesToRemoveQuotes() {
    #expect(Scalar("2", style: .quoted, mark: .start).advice == "remove the quotes")
    #expect(Scalar("smile", style: .quoted, mark: .start).advice == nil)
  }
}
