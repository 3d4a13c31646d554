import Foundation
import Testing
import ToyModel
import Zoetrope

@Suite("Labels of pictures")
struct LabelGroupsTests {
  private func groups(_ values: [String], keys: [String]? = nil) throws -> LabelGroups {
    let folder = try TemporaryFolder()
    let rows = values.enumerated().map { "\($0).png,\($1)\n" }.joined()
    try AtomicFile.write(Array(("name,what\n" + rows).utf8), to: folder.path / "t.csv", existing: .error)
    return try LabelGroups(folder.path / "t.csv", column: "what", keys: keys ?? values.indices.map { "\($0).png" })
  }

  @Test("1 against 0 or -1 are having it and not", arguments: [["1", "0", "1"], ["1", "-1", "1"]])
  func yesNo(_ values: [String]) throws {
    let found = try groups(values)
    #expect(found.names == ["what", "not what"] && found.groups == [0, 1, 0] && !found.isOrdered)
  }

  @Test("A number with many values becomes five ranges in order")
  func ranges() throws {
    let found = try groups((0..<100).map { "\($0)" })
    #expect(found.names == ["0 to 20", "20 to 40", "40 to 60", "60 to 80", "80 to 99"] && found.isOrdered)
    #expect(found.groups[0] == 0 && found.groups[20] == 1 && found.groups[99] == 4)
  }

  @Test("Words are groups in natural order; beyond the colours, the rare ones are others")
  func words() throws {
    #expect(try groups(["b", "a", "b"]).names == ["a", "b"])
    let many = try groups((0..<30).map { "kind \(min($0 / 2, 11))" })
    #expect(many.names.count == LabelGroups.most && many.names.last == "other")
  }

  @Test("Pictures without a label have no group; rows without a picture are counted")
  func missing() throws {
    let found = try groups(["1", "0", "1"], keys: ["0.png", "x.png"])
    #expect(found.groups == [0, nil])
    #expect(found.missing?.count == 2 && found.missing?.first == "1.png")
    #expect(throws: LabelsElsewhere.self) { try groups(["1"], keys: ["x.png"]) }
  }
}

@Suite("Neighbours by latents")
struct LatentNeighboursTests {
  private static let points = [[0, 1], [0, 2], [3, 0.1], [-1, -1]].map { Tensor([2], $0.map { Float($0) }) }

  @Test(
    "Each metric orders by its own distance",
    arguments: [(LatentMetric.euclidean, [0, 1, 3]), (.cosine, [0, 1, 2])])
  func order(_ metric: LatentMetric, _ expected: [Int]) throws {
    let query = metric == .euclidean ? Tensor([2], [-0.4, 0.6]) : Tensor([2], [0.1, 9])
    let found = try LatentNeighbours(Self.points, metric).nearest(to: query, count: 3)
    #expect(found.map(\.index) == expected)
  }

  @Test("The distances are what they are called, and the picture itself is left out")
  func distances() throws {
    let euclidean = try LatentNeighbours(Self.points, .euclidean)
    let nearest = try #require(euclidean.nearest(to: Self.points[0], count: 1, excluding: 0).first)
    #expect(nearest.index == 1 && nearest.distance == 1)
    let cosine = try LatentNeighbours(Self.points, .cosine).nearest(to: Self.points[0], count: 4)
    #expect(cosine[0].distance == 0 && cosine[1].distance == 0 && abs((cosine.last?.distance ?? 0) - 1.7071) < 1e-3)
  }

  @Test("Whitening measures each direction by how the folder varies along it")
  func whitened() throws {
    let folder = (0..<40).map { (i: Int) -> Tensor in Tensor([2], [i % 2 == 0 ? 100 : -100, i % 4 < 2 ? 1 : -1]) }
    let latents = folder + [Tensor([2], [10, 0]), Tensor([2], [0, 0.9])]
    func nearest(_ metric: LatentMetric) throws -> Int? {
      try LatentNeighbours(latents, metric).nearest(to: Tensor([2]), count: 1).first?.index
    }
    #expect(try nearest(.euclidean) == 41)
    #expect(try nearest(.whitened) == 40)
    #expect(throws: SurveyError.tooFew(1)) { try LatentNeighbours([Self.points[0]], .whitened) }
  }

  @Test("Precision is the share of neighbours with the label; chance is what the labels give")
  func precision() throws {
    let latents = (0..<40).map { (i: Int) -> Tensor in Tensor([1], [Float(i < 20 ? i : i + 100)]) }
    let labels = (0..<40).map { $0 < 20 ? 0 : 1 }
    let pixels = (0..<40).map { (i: Int) -> [UInt8] in [i % 2 == 0 ? 0 : 200, 1] }
    let result = try NeighbourPrecision(latents, pixels: pixels, labels: [labels], count: 5, queries: 10)
    #expect(result.rows.map(\.name).last == "chance" && result.queries == 10)
    #expect(result.rows[0].shares == [1] && result.rows[4].shares == [0.5])
  }
}
