import Dataflow
import Images
import Testing

@testable import Stages

@Suite("What a sheet says")
struct MontageTextsTests {
  private func items() -> [Item<Image>] {
    [-1.0, 2].enumerated().map { number, strength in
      let id = ItemID(key: "f/a.png", coordinates: [Coordinate("s", strength)])
      let facts = Facts(isKey: number == 0, ["length": .number(12.345), "at": .text("a")])
      let image = Image(size: PixelSize(width: 1, height: 1), channels: 1, samples: .bytes([0]))
      return Item(id: id, position: number, value: image, carried: Carried(facts))
    }
  }

  @Test("Texts have the places of names, sweeps' values and what stages tell")
  func texts() throws {
    let wording = Montage.Wording(
      title: "{stem}: {length:.1f}", caption: "{index} {s:+.1f}", columnLabel: "{s}", rowLabel: "row {index}")
    let texts = try MontageTexts(wording, coordinates: ["s"], facts: ["length", "at"])
    let members = items()
    let sheet = MontageLayout(columns: .coordinate("s"), rows: nil).sheets(members.map(\.id))[0]
    #expect(texts.title(members) == "a: 12.3")
    #expect(texts.captions(members) == ["1 −1.0", "2 +2.0"])
    #expect(texts.columnLabels(sheet, members) == ["−1", "2"])
    #expect(texts.rowLabels(sheet, members) == ["row 1"])
    #expect(MontageTexts().captions(members) == nil && MontageTexts().title(members) == nil)
  }

  @Test("A place that will have no value is refused")
  func unknown() {
    #expect {
      try MontageTexts(Montage.Wording(caption: "{lenght}"), coordinates: ["s"], facts: ["length"])
    } throws: {
      "\($0)" == "unknown placeholder {lenght}; did you mean \"length\"?"
    }
  }

  @Test(
    "Only a hyphen that begins a number becomes a minus",
    arguments: [("-1.5", "−1.5"), ("face-01", "face-01"), ("a -2", "a −2"), ("x-y", "x-y"), ("-", "-")])
  func minus(_ text: String, _ shown: String) {
    #expect(text.withMinusSigns == shown)
  }
}
