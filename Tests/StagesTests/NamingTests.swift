import Dataflow
import Testing

@testable import Stages

@Suite("Names of outputs")
struct NamingTests {
  @Test(
    "Numbers are written as their format says",
    arguments: [
      ("05", 7, "00007"), ("03d", 12.4, "012"), ("+.1f", 1.5, "+1.5"), ("+.1f", -1.5, "-1.5"), ("+.1f", 0, "+0.0"),
      ("+.1f", -0.04, "+0.0"), (".2f", 2.675, "2.68"), (".0f", 0.5, "1"), ("+06.2f", 1.5, "+01.50"),
      ("06.2f", -1.5, "-01.50"), ("6.1f", 2, "   2.0"), ("f", 0.25, "0.250000"), (".1f", 0.95, "1.0"), ("", 3, "3"),
      ("", 0.1, "0.1"), ("+", 2, "+2"),
    ] as [(String, Double, String)])
  func numbers(_ format: String, _ number: Double, _ text: String) throws {
    #expect(try #require(NumberFormat(format[...])).apply(number) == text)
  }

  @Test("What is no format is refused", arguments: ["x", ".f", "1.13f", "05x", "99999d", "d5", "..1f", "+-1"])
  func noFormats(_ text: String) { #expect(NumberFormat(text[...]) == nil) }

  static let item = ItemID(
    key: "holiday/beach.day.jpg", coordinates: [Coordinate("strength", -0.5), Coordinate("path", .text("linear"))])

  @Test(
    "Places are filled from the item's name",
    arguments: [
      ("out/{path}/{stem}.png", "out/holiday/beach.day.png"), ("{key}", "holiday/beach.day.jpg"),
      ("{index:03}.{ext}", "004.jpg"), ("{stem}_{strength:+.1f}_{path}", "beach.day_-0.5_holiday"),
      ("{{{stem}}}", "{beach.day}"), ("plain", "plain"), ("{strength}", "-0.5"),
    ])
  func places(_ template: String, _ name: String) throws {
    #expect(try NameTemplate(template, field: "to").resolve(Self.item, index: 4) == name)
  }

  @Test(
    "A template that cannot be is refused in words",
    arguments: [
      ("{stem", "a \"{\" without its partner in \"{stem\"; write {{ for a brace"),
      ("a}b", "a \"}\" without its partner in \"a}b\"; write }} for a brace"),
      ("{index:five}", "\"five\" is no number format; write 05 for 00007, or +.1f for +1.5"),
    ])
  func broken(_ template: String, _ message: String) {
    #expect { try NameTemplate(template, field: "to") } throws: { ($0 as? FieldError)?.message == message }
  }

  @Test("An unknown place is named with the nearest one, or with all there are")
  func unknown() throws {
    func message(_ template: String) throws -> String? {
      let template = try NameTemplate(template, field: "to")
      do { try template.check(["strength"], field: "to") } catch { return "\(error)" }
      return nil
    }
    #expect(try message("{strenght}") == "unknown placeholder {strenght}; did you mean \"strength\"?")
    #expect(
      try message("{colour}")
        == "unknown placeholder {colour}; there are {path}, {stem}, {ext}, {key}, {index}, {strength}")
    #expect(try message("{stem}{strength:.2f}") == nil)
  }
}
