import Dataflow
import Testing

@testable import Stages

@Suite("Where pictures stand on a sheet")
struct MontageLayoutTests {
  private func ids(_ keys: [String], _ sweeps: [(String, [Double])]) -> [ItemID] {
    sweeps.reduce(keys.map { ItemID(key: $0) }) { ids, sweep in
      ids.flatMap { id in sweep.1.map { id.adding([Coordinate(sweep.0, $0)]) } }
    }
  }

  private func places(_ sheet: MontageLayout.Sheet) -> [[Int]] {
    sheet.members.map { [$0.position, $0.column, $0.row] }
  }

  @Test("A sweep across, a strip for each item")
  func strips() {
    let sheets = MontageLayout(columns: .coordinate("s"), rows: nil).sheets(ids(["a", "b"], [("s", [-1, 0, 1])]))
    #expect(sheets.map(\.name) == [ItemID(key: "a"), ItemID(key: "b")])
    #expect(sheets.map(\.columnLabels) == [["-1", "0", "1"], ["-1", "0", "1"]])
    #expect(places(sheets[1]) == [[3, 0, 0], [4, 1, 0], [5, 2, 0]])
  }

  @Test("Items downwards, one sheet of all")
  func sheet() {
    let sheets = MontageLayout(columns: .coordinate("s"), rows: .item).sheets(
      ids(["f/a.png", "b.png"], [("s", [1, 2])]))
    #expect(sheets.map(\.name) == [ItemID(key: "montage")])
    #expect(sheets[0].rowLabels == ["a", "b"])
    #expect(places(sheets[0]) == [[0, 0, 0], [1, 1, 0], [2, 0, 1], [3, 1, 1]])
  }

  @Test("Two sweeps make a grid, and a third one sheets of its own")
  func grid() {
    let sheets = MontageLayout(columns: .coordinate("x"), rows: .coordinate("y"))
      .sheets(ids(["a"], [("x", [0, 1]), ("y", [5, 6]), ("z", [8, 9])]))
    #expect(sheets.map(\.name) == [8.0, 9].map { ItemID(key: "a", coordinates: [Coordinate("z", $0)]) })
    #expect(places(sheets[0]) == [[0, 0, 0], [2, 0, 1], [4, 1, 0], [6, 1, 1]])
  }

  @Test(
    "So many to a line",
    arguments: [(MontageLayout.Axis.count(3), nil), (nil, .count(2))] as [(MontageLayout.Axis?, MontageLayout.Axis?)])
  func wrapped(_ columns: MontageLayout.Axis?, _ rows: MontageLayout.Axis?) {
    let sheets = MontageLayout(columns: columns, rows: rows).sheets(ids(["a", "b", "c", "d", "e"], []))
    #expect(sheets.count == 1)
    #expect(places(sheets[0]) == [[0, 0, 0], [1, 1, 0], [2, 2, 0], [3, 0, 1], [4, 1, 1]])
  }

  @Test("Two items of one stem keep a row each")
  func sameStem() {
    let sheets = MontageLayout(columns: nil, rows: .item).sheets(ids(["x/a.png", "y/a.png"], []))
    #expect(sheets.map(\.rowLabels) == [["a", "a"]])
    #expect(places(sheets[0]) == [[0, 0, 0], [1, 0, 1]])
  }

  @Test("What would share a place stands side by side")
  func spread() {
    let sheets = MontageLayout(columns: .item, rows: nil).sheets(ids(["a", "b"], []))
    #expect(places(sheets[0]) == [[0, 0, 0], [1, 1, 0]])
  }
}
