import Dataflow
import Tensors
import Testing

@testable import Stages

@Suite("analogy and chain grid")
struct AnalogyTests {
  private let run = RunContext(stage: "analogy", seed: 0)

  private func listing(_ keys: [String], source: Int = 0, _ coordinates: [Coordinate] = []) -> PortListing {
    PortListing(ids: keys.map { ItemID(key: $0, coordinates: coordinates) }, sources: [source])
  }

  private func items(_ values: [[Float]]) -> [Item<Latent>] {
    zip(["a.png", "b.png", "c.png", "d.png"], values).enumerated().map { number, item in
      Item(id: ItemID(key: item.0), position: number, value: Latent(Tensor([item.1.count], item.1)))
    }
  }

  private func names(_ groups: [Group]) -> [String] { groups.flatMap { $0.outputs.map(\.description) } }

  @Test("d = c + (b − a), and the square shows where it comes from")
  func answer() throws {
    let members = items([[1, 1], [2, 3], [10, 20]])
    let out = [ItemID(key: "d")]
    #expect(try Analogy().combine(members, into: out, run).map(\.tensor.elements) == [[11, 22]])
    let square = try Analogy(give: .square).emit(members, into: out, run)
    #expect(square.map(\.value.tensor.elements) == [[1, 1], [2, 3], [10, 20], [11, 22]])
    #expect(square.map { $0.carried[FactsKey.self]?.isKey } == [true, true, true, false])
    #expect(
      square.map { $0.carried[FactsKey.self]?.values["role"] }
        == [.text("a"), .text("b"), .text("c"), .text("c + b − a")])
  }

  @Test("takes the items of one input by threes")
  func triples() throws {
    let groups = try Analogy().groups(of: [listing(["x/1.png", "2.png", "3.png", "4.png", "5.png", "6.png"])])
    #expect(names(groups) == ["x/1~2~3.png", "4~5~6.png"])
    #expect(groups.map { $0.members.map(\.position) } == [[0, 1, 2], [3, 4, 5]])
    #expect { try Analogy().groups(of: [listing(["a", "b"])]) } throws: {
      "\($0)" == "an analogy takes the items of one input by threes, but there are 2; give it a multiple of three, or "
        + "three inputs"
    }
  }

  @Test("of three inputs takes c's name and all their sweeps' values")
  func three() throws {
    let swept = PortListing(
      ids: ["p", "q"].flatMap { key in [1.0, 2].map { ItemID(key: key, coordinates: [Coordinate("s", $0)]) } },
      sources: [0])
    let plain = listing(["p", "q"])
    #expect(
      names(try Analogy().groups(of: [plain, swept, plain])) == ["p (s 1)", "p (s 2)", "q (s 1)", "q (s 2)"])
    let other = listing(["y", "z"], source: 1)
    #expect(names(try Analogy().groups(of: [plain, plain, other])) == ["y", "z"])
    #expect(
      names(
        try Analogy(give: .square).groups(of: [listing(["a"]), listing(["b"], source: 1), listing(["c"], source: 2)]))
        == [
          "c (row 1, column 1)", "c (row 1, column 2)", "c (row 2, column 1)", "c (row 2, column 2)",
        ])
  }

  @Test("of three inputs of unequal numbers is refused, or gives every c the one a and b")
  func every() throws {
    let (a, b, c) = (listing(["a"]), listing(["b"], source: 1), listing(["c", "d"], source: 2))
    #expect(throws: Matching.Failure.counts(1, 2)) { try Analogy().groups(of: [a, b, c]) }
    #expect(names(try Analogy(match: .every).groups(of: [a, b, c])) == ["c", "d"])
    #expect(throws: AnalogyError.notOne(2, 1)) { try Analogy(match: .every).groups(of: [c, b, a]) }
    #expect(throws: AnalogyError.inputs(2)) { try Analogy().groups(of: [a, b]) }
  }

  @Test("a chain grid of one input: the first row, then down the first column")
  func grid() throws {
    let stage = ChainGrid(columns: 2, rescale: false)
    let groups = try stage.groups(of: [listing(["a.png", "b.png", "c.png", "d.png"])])
    #expect(groups[0].outputs.count == 6 && groups[0].outputs[5].description == "a~d.png (row 3, column 2)")
    let cells = try stage.emit(items([[1, 1], [2, 3], [10, 20], [0, 0]]), into: groups[0].outputs, run)
    #expect(cells.map(\.value.tensor.elements) == [[1, 1], [2, 3], [10, 20], [11, 22], [0, 0], [1, 2]])
    #expect(cells.map { $0.carried[FactsKey.self]?.isKey } == [true, true, true, false, true, false])
  }

  @Test("a chain grid of two inputs: the first row, and what stands below its corner")
  func twoInputs() throws {
    let groups = try ChainGrid().groups(of: [listing(["a", "b"]), listing(["c", "d"], source: 1)])
    #expect(groups[0].members.map(\.port) == [0, 0, 1, 1] && groups[0].outputs.count == 6)
    #expect(throws: ChainGridError.columnsTwice) {
      try ChainGrid(columns: 2).groups(of: [listing(["a", "b"]), listing(["c"])])
    }
    let swept = listing(["c"], [Coordinate("s", 1)])
    #expect(throws: ChainGridError.unequalSweeps(ItemID(key: "a"))) {
      try ChainGrid().groups(of: [listing(["a", "b"]), swept])
    }
  }

  @Test("a chain grid's size is bounded, and it needs a column")
  func bounds() {
    let many = listing((0..<300).map(String.init))
    #expect(throws: ChainGridError.tooLarge(columns: 150, rows: 151)) { try ChainGrid(columns: 150).groups(of: [many]) }
    #expect(throws: ChainGridError.tooFew(2, columns: 2)) {
      try ChainGrid(columns: 2).groups(of: [listing(["a", "b"])])
    }
    #expect(throws: ChainGridError.columnsMissing) { try ChainGrid().groups(of: [many]) }
  }

  @Test("a cell without a norm stays as it is")
  func zero() {
    let cell = ChainGrid().cell(Tensor([2], [1, 0]), Tensor([2], [1, 0]), Tensor([2], [2, 0]))
    #expect(cell.elements == [0, 0])
  }
}
