import Autoencoders
import Files
import Images
import Tensors
import Testing

@Suite("A smile at a right angle to other attributes")
struct OrthogonalVectorTests {
  /// The labelled faces of some rows.
  private func faces(_ column: String, _ rows: ClosedRange<Int>) throws -> [LabelledPicture] {
    try Labels.table(
      Reference.celeba / "attributes.csv", column: column, rows: rows, pictures: Reference.celeba / "images"
    ).pictures()
  }

  @Test(
    "moves male and young by less than a third of what the plain smile does, at equal smile, seen in pictures",
    .enabled(if: Reference.hasModel && Reference.hasFaces))
  func entanglement() throws {
    let model = try Reference.model()
    let reader = PictureReader(for: model, crop: CropBox(left: 5, top: 18, right: 84, bottom: 97), fit: .stretch)
    let means = try model.encodeMeans(faces("Smiling", 1...2000).map(\.path), reader)
    func vector(_ name: String, _ column: String, _ settings: FitSettings = FitSettings()) throws -> AttributeVector {
      try AttributeFit.fit(
        faces(column, 1...2000), means: means, name: name, model: model, settings: settings, source: "CelebA"
      ).vector
    }
    let (male, young) = (try vector("male", "Male"), try vector("young", "Young"))
    let plain = try vector("plain", "Smiling")
    let smile = try vector("smile", "Smiling", FitSettings(projectedOut: [male, young]))
    let others = try model.encodeMeans(faces("Smiling", 8001...8200).map(\.path), reader)
    let report = try AttributeReport([plain, smile, male, young], model: model, pictures: others)
    let (before, after) = (report.effects(of: 0, perEffectOn: 0), report.effects(of: 1, perEffectOn: 0))
    for place in [2, 3] {
      let (plain, projected) = (try #require(before?[place]), try #require(after?[place]))
      #expect(abs(projected) < abs(plain) / 3, "\(report.effects)")
    }
  }
}
