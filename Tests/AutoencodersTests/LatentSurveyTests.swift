import Files
import Images
import Tensors
import Testing

@testable import Autoencoders

@Suite("What latents hold")
struct LatentSurveyTests {
  private func posteriors(_ means: [[Float]], logVariance: Float = -1) -> [(key: String, posterior: DiagonalGaussian)] {
    means.enumerated().map {
      ("\($0).png", DiagonalGaussian(mean: Tensor([2], $1), logVariance: Tensor([2], repeating: logVariance)))
    }
  }

  /// A dimension that varies and one that does not.
  private static let means = (0..<40).map { (i: Int) -> [Float] in
    let wide = Float(i * 7 % 11) / 5 - 1
    return [wide, i % 2 == 0 ? 0 : 0.001]
  }

  @Test("The dimensions' divergences add up to the posteriors' own; active is what varies")
  func divergence() throws {
    var tiny = TinyModel()
    tiny.more = "dimensions: {width: 0}"
    let (model, all) = (try tiny.load(), posteriors(Self.means))
    let survey = try LatentSurvey(all, model: model)
    let expected = all.map(\.posterior.klDivergenceToStandardNormal).reduce(0, +) / Double(all.count)
    #expect(abs(try #require(survey.divergence) - expected) < 1e-9)
    #expect(survey.dimensions.map(\.isActive) == [true, false])
    #expect(survey.dimensions.map(\.name) == ["width", "z[1]"])
    #expect(survey.dimensions.allSatisfy { abs(($0.sigma ?? 0) - 0.60653) < 1e-4 })
    #expect(survey.ranked.map(\.index) == [0, 1])
  }

  @Test("The divergence is that to the model's own prior")
  func ownPrior() throws {
    var tiny = TinyModel()
    tiny.more = "prior: {mean: [0.5, 0], variance: [0.25, 1]}"
    let survey = try LatentSurvey(posteriors([[0.5, 0], [0.5, 0.1]], logVariance: -1.3862943611), model: tiny.load())
    #expect(abs(try #require(survey.dimensions[0].divergence)) < 1e-6)
    #expect(survey.pictures[0].priorDistance == 0)
  }

  @Test("Posteriors that are the prior together lie at 0 from it; a shift counts in the prior's deviations, squared")
  func mismatch() throws {
    // Means of variance 0.36 and posteriors of variance 0.64 make N(0, I).
    func distance(_ shift: Float, _ more: String = "") throws -> Double {
      var tiny = TinyModel()
      tiny.more = more
      let means = (0..<4000).map { [($0 % 2 == 0 ? 0.6 : -0.6) + shift, $0 / 2 % 2 == 0 ? 0.6 : -0.6] as [Float] }
      let model = try tiny.load()
      return try #require(
        LatentSurvey(posteriors(means, logVariance: -0.44628710), model: model).mismatch(with: model.prior))
    }
    #expect(try distance(0) < 1e-6)
    #expect(abs(try distance(2) - 4) < 1e-3)
    // Twice as wide a prior: half the shift, and deviations of a half in both dimensions.
    #expect(abs(try distance(2, "prior: {variance: 4}") - 1.5) < 1e-3)
  }

  @Test("A picture far from the others is odd, and named first")
  func odd() throws {
    let survey = try LatentSurvey(posteriors(Self.means + [[0, 4], [9, 0]]), model: TinyModel().load())
    #expect(Set(survey.odd.map(\.key)) == ["40.png", "41.png"])
    #expect(survey.odd[0].folderDistance >= survey.odd[1].folderDistance)
    #expect(try LatentSurvey(posteriors(Self.means), model: TinyModel().load()).odd.isEmpty)
  }

  @Test("Points have neither sigma nor divergence")
  func points() throws {
    let points = Self.means.map { (key: "a", posterior: DiagonalGaussian(mean: Tensor([2], $0), logVariance: nil)) }
    let model = try TinyModel().load()
    let survey = try LatentSurvey(points, model: model)
    #expect(survey.divergence == nil && survey.dimensions[0].sigma == nil)
    #expect(try model.samplingEffect(of: points.map(\.posterior)) == nil)
  }

  @Test("One picture, or pictures that are all alike, have no distribution")
  func refusals() throws {
    let model = try TinyModel().load()
    #expect(throws: SurveyError.tooFew(1)) { try LatentSurvey(posteriors([[1, 1]]), model: model) }
    #expect(throws: SurveyError.allEqual) { try LatentSurvey(posteriors([[1, 1], [1, 1], [1, 1]]), model: model) }
  }

  @Test("The effect of drawing follows the posterior's spread")
  func samplingEffect() throws {
    let model = try TinyModel().load()
    func effect(_ logVariance: Float) throws -> Double {
      try #require(try model.samplingEffect(of: posteriors(Self.means, logVariance: logVariance).map(\.posterior)))
    }
    // The decoder keeps the latent: of σ = 0.1 the change is about 25 levels.
    #expect((10.0...40).contains(try effect(-4.605)))
    #expect(try effect(-12) < Autoencoder.invisibleChange)
  }

  @Test("A quantile is the nearest rank", arguments: [(0.5, 2.0), (1, 4), (0.01, 1), (0.75, 3)])
  func quantile(_ share: Double, _ value: Double) {
    #expect(LatentSurvey.quantile([4, 2, 1, 3], share) == value)
  }

  @Test("Of a folder, a picture that cannot be used fails alone, with its reason")
  func folder() throws {
    let folder = try TemporaryFolder()
    let image = Image(size: PixelSize(width: 2, height: 1), channels: 1, samples: .bytes([10, 200]))
    for name in ["a.png", "c.png"] { try folder.write(PNGWriter.encode(image), to: name) }
    try folder.write("no picture", to: "b.png")
    let model = try TinyModel().load()
    let paths = ["a.png", "b.png", "c.png", "gone.png"].map { folder.path / $0 }
    let results = try model.posteriors(ofEach: paths, PictureReader(for: model, fit: nil))
    #expect(results.map { (try? $0.get()) != nil } == [true, false, true, false])
    #expect(throws: PictureError.self) { try results[1].get() }
  }
}
