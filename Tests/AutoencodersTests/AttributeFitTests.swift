import Autoencoders
import Files
import Tensors
import Testing

@Suite("Fitting an attribute vector")
struct AttributeFitTests {
  static let model = AttributeVector.ModelIdentity(name: "tiny", fingerprint: "f")

  @Test("finds the difference of the means, its gap, the spread along it, and the accuracy")
  func difference() throws {
    var fit = AttributeFit(latentShape: [2])
    // Along the first axis: without at −1 ± 1, with at 3 ± 1; along the second nothing differs.
    for i in 0..<4000 {
      let hasAttribute = i % 4 < 2
      let z: [Float] = [(hasAttribute ? 3 : -1) + (i % 2 == 0 ? 1 : -1), Float(i % 8 / 4)]
      fit.add(key: "\(i).jpg", hasAttribute: hasAttribute, mean: Tensor([2], z))
    }
    let report = try fit.fit(name: "smile", model: Self.model, source: "made up")
    let vector = report.vector
    #expect(abs(vector.gap - 4) < 0.1)
    #expect(abs(vector.direction[0] - 1) < 1e-3)
    #expect(abs(vector.vector[0] - 4) < 0.1)
    // Two classes 4 apart, each with deviation 1: √(1 + 2²).
    #expect(abs(vector.sigma - Float(5).squareRoot()) < 0.05)
    #expect(vector.origin.accuracy == 1)
    #expect(report.accuracyWith == 1 && report.accuracyWithout == 1)
    #expect(vector.origin.fitted.total + vector.origin.heldOut.total == 4000)
    #expect((300...500).contains(vector.origin.heldOut.total))
  }

  @Test("judges by pictures that it was not fitted on")
  func heldOut() throws {
    var fit = AttributeFit(latentShape: [1])
    for i in 0..<1000 {
      // The held-out pictures are all on the wrong side.
      let key = "\(i)"
      let hasAttribute = i % 2 == 0
      let isRight = !AttributeFit.isHeldOut(key)
      fit.add(key: key, hasAttribute: hasAttribute, mean: Tensor([1], [hasAttribute == isRight ? 1 : -1]))
    }
    let report = try fit.fit(name: "smile", model: Self.model, source: "")
    #expect(report.vector.gap == 2)
    #expect(report.vector.origin.accuracy == 0)
  }

  @Test("holds out by the FNV-1a hash of the key")
  func hash() {
    // FNV-1a, 64 bits: "a" is af63dc4c8601ec8c, which is …284 in decimal digits mod 10 = 4.
    #expect(0xaf63_dc4c_8601_ec8c as UInt64 % 10 != 0)
    #expect(!AttributeFit.isHeldOut("a"))
    let share = Double((0..<10_000).count { AttributeFit.isHeldOut("\($0).jpg") }) / 10_000
    #expect(abs(share - 0.1) < 0.015)
  }

  /// A fit that has seen so many pictures of each class, all at the same place.
  private func fit(with: Int, without: Int) -> AttributeFit {
    var fit = AttributeFit(latentShape: [1])
    let keys = (0...).lazy.map { "\($0)" }.filter { !AttributeFit.isHeldOut($0) }
    for (i, key) in zip(0..<with + without, keys) { fit.add(key: key, hasAttribute: i < with, mean: Tensor([1], [1])) }
    return fit
  }

  @Test(
    "needs ten pictures of both classes, and means that differ",
    arguments: [
      (1, 0, "\"x\" cannot be fitted: 1 pictures have it and 0 have not; give some of both"),
      (
        9, 30,
        "\"x\" cannot be fitted on 9 pictures with it and 30 without; "
          + "give at least 10 of each beside the tenth that is held out"
      ),
      (10, 10, "the attribute vector \"x\" has no direction: it is zero or not finite"),
    ])
  func tooLittle(_ with: Int, _ without: Int, _ message: String) {
    #expect {
      try fit(with: with, without: without).fit(name: "x", model: Self.model, source: "")
    } throws: {
      "\($0)" == message
    }
  }
}

@Suite("Labels")
struct LabelsTests {
  private func folder(_ names: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names { try folder.write("", to: name) }
    return folder
  }

  @Test("come from rows of a table, counted from 1 after the header")
  func table() throws {
    let folder = try folder(["a.png", "b.png", "c.png"])
    try folder.write("image,Smiling,Male\na.png,1,0\nb.png,0,1\nc.png,-1,1\n", to: "labels.csv")
    let table = folder.path / "labels.csv"
    func read(_ column: String, _ rows: ClosedRange<Int>?) throws -> [LabelledPicture] {
      try Labels.table(table, column: column, rows: rows, pictures: folder.path).pictures()
    }
    #expect(try read("Smiling", nil).map(\.hasAttribute) == [true, false, false])
    #expect(try read("Smiling", 2...3).map(\.key) == ["b.png", "c.png"])
    #expect(throws: AttributeError.rows(2...4, table: table, count: 3)) { try read("Smiling", 2...4) }
    let error = #expect(throws: AttributeError.self) { try read("Smilling", nil) }
    #expect(error.map { "\($0)" } == "\(table) has no column \"Smilling\"; did you mean \"Smiling\"?")
  }

  @Test("name the pictures that are not there")
  func missing() throws {
    let folder = try folder(["a.png"])
    try folder.write("image,Smiling\na.png,1\nb.png,0\nc.png,0\n", to: "labels.csv")
    #expect(throws: AttributeError.missingPictures(first: folder.path / "b.png", count: 2)) {
      try Labels.table(folder.path / "labels.csv", column: "Smiling", rows: nil, pictures: folder.path).pictures()
    }
  }

  @Test("find a column by its letters, where no column has the very name")
  func column() throws {
    let folder = try folder(["a.png"])
    try folder.write("image,Blond_Hair,No_Beard,NoBeard\na.png,1,0,1\n", to: "labels.csv")
    func labels(_ column: String, others: [String] = []) -> Labels {
      .table(folder.path / "labels.csv", column: column, rows: nil, pictures: folder.path, others: others)
    }
    #expect(try labels("blond-hair").column() == "Blond_Hair")
    let picture = try labels("blond-hair", others: ["NoBeard", "No_Beard"]).pictures()[0]
    #expect(picture.hasAttribute && picture.others == [true, false])
    #expect(throws: AttributeError.self) { try labels("no-beard").pictures() }
  }

  @Test("come from pairs, which are held out as a whole")
  func pairs() throws {
    let folder = try folder(["a.png", "b.png", "c.png", "d.png"])
    try folder.write("a.png\tb.png\r\n\nc.png\td.png", to: "pairs.txt")
    let found = try Labels.pairs(folder.path / "pairs.txt").pictures()
    #expect(found.map(\.key) == ["a.png~b.png", "a.png~b.png", "c.png~d.png", "c.png~d.png"])
    #expect(found.map(\.path.name) == ["a.png", "b.png", "c.png", "d.png"])
    #expect(found.map(\.hasAttribute) == [false, true, false, true])
  }

  @Test("are refused where a line is no pair", arguments: ["a.png b.png", "a.png\tb.png\tc.png", "\tb.png"])
  func noPair(_ line: String) throws {
    let folder = try folder(["a.png", "b.png"])
    try folder.write("a.png\tb.png\n\(line)\n", to: "pairs.txt")
    let text = folder.path / "pairs.txt"
    #expect(throws: AttributeError.pair(text, line: 2)) { try Labels.pairs(text).pictures() }
  }

  @Test("come from two folders, in natural order")
  func folders() throws {
    let (with, without) = (try folder(["10.png", "9.png"]), try folder(["1.png"]))
    let found = try Labels.folders(with: with.path, without: without.path).pictures()
    #expect(found.map(\.key) == ["9.png", "10.png", "1.png"])
    #expect(found.map(\.hasAttribute) == [true, true, false])
  }
}
