import Autoencoders
import Documents
import Tensors
import Testing

@Suite("A report of vectors")
struct AttributeReportTests {
  private func vector(_ name: String, _ numbers: [Float], of model: AttributeVector.ModelIdentity) throws
    -> AttributeVector
  {
    try AttributeVector(
      name: name, vector: Tensor([2], numbers),
      gap: numbers.reduce(0) { $0 + $1 * $1 }.squareRoot(), sigma: 1, zero: 1, model: model,
      origin: .init(
        method: "by hand", fitted: .init(with: 12, without: 13), heldOut: .init(with: 0, without: 0), accuracy: nil,
        source: "", label: "Smiling"))
  }

  @Test("tells how far each vector moves each score, from the directions and on pictures")
  func effects() throws {
    // Encoding doubles what decoding shows: seen again, every step is twice as long.
    let model = try TinyModel().load()
    let vectors = [
      try vector("smile", [3, 4], of: model.identity), try vector("male", [0, 2], of: model.identity),
    ]
    let report = try AttributeReport(vectors, model: model)
    #expect(report.basis == .directions)
    // smile by 4 of male's gap of 2; male by 1.6 of smile's gap of 5.
    let expected = [[1, 2], [0.32, 1]]
    #expect(zip(report.effects.joined(), expected.joined()).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(zip(report.effects(of: 1, perEffectOn: 0) ?? [], [1, 3.125]).allSatisfy { abs($0 - $1) < 1e-5 })
    let pictures = (0..<11).map { Tensor([2], [Float($0), 0.5]) }
    let measured = try AttributeReport(vectors, model: model, pictures: pictures)
    #expect(measured.basis == .pictures(11))
    #expect(zip(measured.effects.joined(), expected.joined()).allSatisfy { abs($0 - 2 * $1) < 1e-5 })
  }

  @Test("judges a vector by labelled pictures, halfway between the classes")
  func judged() throws {
    let model = try TinyModel().load()
    let smile = try vector("smile", [4, 0], of: model.identity)
    // The classes' means lie at 1 and 5, so 3 is halfway.
    let latents = [0, 2, 4, 3.5, 6].map { Tensor([2], [Float($0), 9]) }
    let report = try AttributeReport(
      [smile, smile], model: model, pictures: latents, labels: [[false, false, false, true, true], nil])
    let judgement = try #require(report.entries[0].judgement)
    #expect(judgement.counts == .init(with: 2, without: 3) && judgement.accuracy == 0.8)
    #expect(abs(try #require(judgement.area) - 5.0 / 6) < 1e-12)
    #expect(report.entries[1].judgement == nil)
    let json = report.json
    #expect(json["vectors"]?.array?[0]["on these pictures"]?["accuracy"]?.double == 0.8)
    #expect(json["effects"]?["matrix"]?.array?.count == 2 && json["effects"]?["pictures"]?.int == 5)
  }

  @Test("refuses a vector of another model")
  func otherModel() throws {
    let model = try TinyModel().load()
    let alien = AttributeVector.ModelIdentity(name: "elsewhere", fingerprint: "0")
    #expect(throws: AttributeError.otherModel(vector: "smile", of: alien, model: model.identity)) {
      try AttributeReport([vector("smile", [1, 0], of: alien)], model: model)
    }
  }
}
