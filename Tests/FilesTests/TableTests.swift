import ProcessorTime
import Testing

@testable import Files

@Suite struct TableTests {
  func table(_ text: String) throws -> Table { try Table(name: "t.csv", bytes: Array(text.utf8)) }

  func cells(_ table: Table) -> [[String]] {
    (0..<table.rowCount).map { row in table.header.indices.map { table[row, $0] } }
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n3,4\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
      ("\u{FEFF}a,b\r\n1,2\r\n\r\n3,4", ["a", "b"], [["1", "2"], ["3", "4"]]),
      ("a;b\n1,5;x\n", ["a", "b"], [["1,5", "x"]]), ("a\tb\n1\t\n", ["a", "b"], [["1", ""]]),
      ("\"a,x\",b\n\"1\"\"\r\n2\",3", ["a,x", "b"], [["1\"\r\n2", "3"]]), ("a\nx\n", ["a"], [["x"]]),
      ("a,b\n,\n", ["a", "b"], [["", ""]]), ("a,b\n1,", ["a", "b"], [["1", ""]]), ("2\nx", ["2"], [["x"]]),
      (
        "2\nSmiling Male \n000001.jpg -1  1\n000002.jpg  1 -1 \n", ["image_id", "Smiling", "Male"],
        [["000001.jpg", "-1", "1"], ["000002.jpg", "1", "-1"]]
      ),
      ("f s\na 1\n", ["f", "s"], [["a", "1"]]), ("a,b", ["a", "b"], []), ("é,b\nü,\"\"\n", ["é", "b"], [["ü", ""]]),
    ] as [(String, [String], [[String]])])
  func reads(text: String, header: [String], rows: [[String]]) throws {
    let table = try table(text)
    #expect(table.header == header)
    #expect(cells(table) == rows)
  }

  @Test(
    arguments: [
      ("", nil, TableError.Problem.empty), ("\n\n", nil, .empty),
      ("a,b\n1,2\n3\n", 3, .raggedRow(expected: 2, found: 1)),
      ("a,b\n\"1\n\",2\n\n1,2,3", 5, .raggedRow(expected: 2, found: 3)), ("a,b\n1,\"2\n3", 2, .openQuote),
      ("a,b\n\"1\"x,2", 2, .textAfterQuote), ("a,a\n1,2", nil, .repeatedColumn("a")),
    ] as [(String, Int?, TableError.Problem)])
  func refuses(text: String, line: Int?, problem: TableError.Problem) {
    #expect(throws: TableError("t.csv", line: line, problem)) { try table(text) }
  }

  @Test func refusesWhatIsNotUTF8() {
    #expect(throws: TableError("t", line: 2, .notUTF8)) { try Table(name: "t", bytes: Array("a\n".utf8) + [0xFF]) }
  }

  @Test func columnsHaveNamesAndTypes() throws {
    let table = try table("image_id,Smiling,x\na,1,0.5\nb,-1,2\nc,0,z\n")
    let smiling = try table.column("Smiling")
    #expect(try table.labels(smiling) == [true, false, false])
    #expect(try table.number(0, table.column("x")) == 0.5)
    #expect(throws: TableError("t.csv", line: 4, .notANumber("z", column: "x"))) { try table.number(2, 2) }
    #expect(throws: TableError("t.csv", line: 2, .notALabel("0.5", column: "x"))) { try table.labels(2) }
    let error = #expect(throws: TableError.self) { try table.column("Smilling") }
    #expect(error?.problem == .noColumn("Smilling", columns: ["image_id", "Smiling", "x"]))
    #expect(table.line(ofRow: 2) == 4)
  }

  static let celeba = Path(#filePath).parent.parent.parent.parent / "shared/data/celeba/attributes.csv"

  @Test(.enabled(if: celeba.kind == .file, "the data set is not here: this was skipped"))
  func nineThousandRowsTakeNoTime() throws {
    let bytes = try readFile(Self.celeba, limit: 1 << 30)
    var table = try table("a")
    let time = try processorTime { table = try Table(name: "attributes.csv", bytes: bytes) }
    #expect(table.rowCount == 9000 && table.header.count == 41)
    #expect(table[0, 0] == "000001.jpg")
    #expect(try table.labels(table.column("Smiling")).count == 9000)
    #expect(time < .seconds(5), "the table took \(time)")
    print("9,000 × 41 cells in \(time)")
  }
}
