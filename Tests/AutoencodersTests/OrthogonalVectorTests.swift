import Autoencoders
import Files
import Images
import Tensors
import Testing

@Suite("A smile at a right angle to other attributes")
struct OrthogonalVectorTests {
  /// The faces of some rows, by whether they smile.
  private func faces(_ rows: ClosedRange<Int>) throws -> [LabelledPicture] {
    try Labels.table(
      Reference.celeba / "attributes.csv", column: "Smiling", rows: rows, pictures: Reference.celeba / "images"
    ).pictures()
  }

  @Test(
    "moves male and young by less than a third of what the plain smile does, at equal smile, seen in pictures",
    .enabled(if: Reference.hasFaces))
  func entanglement() throws {
    let model = try Autoencoder(folder: Reference.root / "Sources/Zoetrope/Models/faces")
    let reader = PictureReader(for: model, crop: CropBox(left: 5, top: 18, right: 84, bottom: 97), fit: .stretch)
    let scores = try ["smile", "male", "young"].map { try model.attribute($0) }
    let labelled = try faces(1...400)
    let means = try model.encodeMeans(labelled.map(\.path), reader)
    let vectors = try [[], Array(scores.dropFirst())].map { others in
      try AttributeFit.fit(
        labelled, means: means, name: "smile", model: model, settings: FitSettings(projectedOut: others),
        source: "CelebA"
      ).vector
    }
    let others = try model.encodeMeans(faces(8001...8040).map(\.path), reader)
    let report = try AttributeReport(vectors + scores, model: model, pictures: others)
    let plain = try #require(report.effects(of: 0, perEffectOn: 2))
    let projected = try #require(report.effects(of: 1, perEffectOn: 2))
    for place in [3, 4] { #expect(abs(projected[place]) < abs(plain[place]) / 3, "\(report.effects)") }
  }
}
