import Testing

@testable import Documents

@Suite struct JSONTests {
  static let documents: [(String, JSONValue)] = [
    ("null", JSONValue.null), (" true ", true), ("0", 0), ("-12", -12), ("1.0", 1.0), ("-0.5e-3", -0.0005),
    ("9223372036854775807", 9_223_372_036_854_775_807), ("9223372036854775808", 9_223_372_036_854_775_808.0),
    ("\"\"", ""), ("\"a\\u00e9\\n\\/\\\"\"", "aé\n/\""), ("\"\\ud83d\\ude00\"", "😀"), ("[]", []), ("{}", [:]),
    ("[1,[2],{\"a\":null}]", [1, [2], ["a": nil]]), ("\t{\"b\":1 ,\"a\" : 2}\r\n", ["b": 1, "a": 2]),
  ]

  @Test(arguments: documents)
  func readsDocuments(text: String, value: JSONValue) throws { #expect(try JSONValue.parse(text) == value) }

  @Test(arguments: [
    ("", 0), ("nul", 3), ("tru e", 3), ("01", 1), ("+1", 0), (".5", 0), ("1.", 2), ("1e", 2), ("-", 1), ("1 2", 2),
    ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("{", 1), ("{a:1}", 1), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("\"a", 2),
    ("\"\n\"", 1), ("\"\\x\"", 1), ("\"\\u12g4\"", 1), ("\"\\ud83d\"", 1), ("\"\\ude00\"", 1), ("\"\\ud83dx\"", 1),
    ("\"\\", 1), ("1e999", 0), ("NaN", 0), ("'a'", 0), ("// x\n1", 0), ("{\"a\":1,\"a\":2}", 7), ("\u{FEFF}1", 0),
  ])
  func refusesWhatIsNoJSON(text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue.parse(text) }
    #expect(error?.offset == offset, "\(text): \(error.map(String.init(describing:)) ?? "")")
  }

  @Test func refusesBytesThatAreNotUTF8() {
    let error = #expect(throws: JSONError.self) { try JSONValue.parse([0x22, 0xC3, 0x28, 0x22]) }
    #expect(error?.problem == .notUTF8)
  }

  @Test func depthAndSizeAreBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONValue.parse(nested(64))
    #expect(throws: JSONError(problem: .tooDeep(limit: 64), offset: 64)) { try JSONValue.parse(nested(100_000)) }
    #expect(throws: JSONError(problem: .tooLarge(limit: 3), offset: 3)) { try JSONValue.parse([1, 2, 3, 4], limit: 3) }
  }

  @Test func theNumberOfValuesIsBounded() {
    let bytes = Array(("[" + String(repeating: "0,", count: JSONValue.maximumCount) + "0]").utf8)
    let error = #expect(throws: JSONError.self) { try JSONValue.parse(bytes) }
    #expect(error?.problem == .tooMany(limit: JSONValue.maximumCount))
  }

  @Test func everyTruncationIsRefused() throws {
    let whole = Array(#"{"a":[1.5e3,"x\u00e9",{"b":null}],"c":-7}"#.utf8)
    _ = try JSONValue.parse(whole)
    for length in 0..<whole.count {
      #expect(throws: JSONError.self) { try JSONValue.parse(whole[..<length]) }
    }
  }

  @Test func writesCompactAndPretty() {
    let value: JSONValue = ["b": [1, 0.1, []], "a": ["x": nil], "e": [:]]
    #expect(value.compact == #"{"b":[1,0.1,[]],"a":{"x":null},"e":{}}"#)
    #expect(
      value.pretty == """
        {
          "b": [
            1,
            0.1,
            []
          ],
          "a": {
            "x": null
          },
          "e": {}
        }

        """)
  }

  @Test func escapesWhatMustBe() {
    #expect(JSONValue.string("\"\\\n\r\t\u{8}\u{C}\u{1}\u{1F}/é😀").compact == #""\"\\\n\r\t\b\f\u0001\u001f/é😀""#)
  }

  @Test(arguments: [0.1, 1, -0.0, .leastNonzeroMagnitude, 1.7976931348623157e308, 1e21, 1e-7, 123456789.125, 2.0 / 3])
  func numbersSurviveTheRoundTrip(value: Double) throws {
    let read = try #require(try JSONValue.parse(JSONValue.number(value).compact).double)
    #expect(read.bitPattern == value.bitPattern)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsNull(value: Double) { #expect(JSONValue.number(value).compact == "null") }

  @Test func textsSurviveTheRoundTrip() throws {
    let every = String(String.UnicodeScalarView((0...0x2100).compactMap(Unicode.Scalar.init)))
    #expect(try JSONValue.parse(JSONValue.string(every).compact).string == every)
  }
}
