import Evaluation
import Files
import Tensors
import Testing
import ToyModel

@Suite("A probe")
struct ProbeTests {
  /// Vectors of which the first number tells the label, and pixels that are noise.
  private static let vectors = (0..<400).map { i in
    RandomSource(seed: 4, stage: "test", item: "\(i)").normals(6).map { Double($0) }
  }
  private static let labels = vectors.map { $0[0] > 0.2 }
  private static let pixels = (0..<400).map { i in
    RandomSource(seed: 5, stage: "test", item: "\(i)").uniforms(30).map { UInt8($0 * 255) }
  }

  @Test("learns what the vectors tell, better with more labels, and nothing from noise; the same every time")
  func learns() throws {
    let labels = ProbeLabels(column: "right", labels: Self.labels.map { $0 })
    func probe() throws -> Probe {
      try Probe([.latents(Self.vectors), .pixels(Self.pixels)], labels, counts: [20, 200])
    }
    let found = try probe()
    #expect(found.rows.map(\.features) == ["posterior means", "raw pixels", "posterior means", "raw pixels"])
    #expect(found.rows.map(\.labels) == [20, 20, 200, 200] && found.rows.allSatisfy { $0.accuracies.count == 5 })
    #expect(found.rows[2].mean > 0.93 && found.rows[2].mean > found.rows[0].mean)
    #expect(found.rows[3].mean < 0.65 && found.rows[0].deviation > 0)
    #expect(found.labelled == 400 && found.majority < 0.65)
    #expect(try probe().rows == found.rows)
  }

  @Test("leaves out pictures without a label")
  func unlabelled() throws {
    let labels = ProbeLabels(column: "right", labels: Self.labels.enumerated().map { $0 % 2 == 0 ? $1 : nil })
    #expect(try Probe([.latents(Self.vectors)], labels, counts: [50]).labelled == 200)
  }

  @Test("of labels that are missing, all the same or too few is refused with a reason")
  func refused() throws {
    func refuse(_ labels: [Bool?], _ count: Int, _ error: EvaluationError) {
      #expect(throws: error) {
        try Probe([.latents(Self.vectors)], ProbeLabels(column: "right", labels: labels), counts: [count])
      }
    }
    refuse(Self.labels.map { _ in true }, 50, .oneClass(column: "right", hasIt: true, count: 400))
    refuse(Self.labels.map { _ in false }, 50, .oneClass(column: "right", hasIt: false, count: 400))
    refuse(Self.labels, 351, .tooFewLabelled(column: "right", found: 400, labels: 351, judged: 50))
    refuse(Self.labels, 9, .tooFewLabels(9))
    #expect(
      EvaluationError.oneClass(column: "Smiling", hasIt: false, count: 7).description
        == "none of the 7 labelled pictures has \"Smiling\"; a probe needs some of both")
    let folder = try TemporaryFolder()
    let path = folder.path / "labels.csv"
    try AtomicFile.write(Array("image,right\na.png,1\nb.png,0\n".utf8), to: path, existing: .overwrite)
    #expect(try ProbeLabels(path, column: "right", keys: ["b.png", "c.png"]).labels == [false, nil])
    #expect(throws: EvaluationError.noLabels(table: path, row: "a.png", picture: "1.png")) {
      try ProbeLabels(path, column: "right", keys: ["1.png"])
    }
  }
}
