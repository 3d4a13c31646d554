import Autoencoders
import Checkpoints
import Distributions
import Documents
import Files
import Images
import Kernels
import Tensors
import Testing
import ToyModel

@testable import Evaluation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Evaluating a model")
struct EvaluationTests {
  /// A model of pictures of 2×1 grey pixels and latents [2] whose decoder is not linear, with a posterior that is wrong on
  /// purpose: importance sampling must make up for it.
  private static let yaml = """
    format: 1
    name: curved
    input: {channels: 1, height: 1, width: 2, range: [0, 1]}
    latent: [2]
    encoder: [flatten]
    posterior: {mean: {linear: {name: in, out: 2, bias: false}}, log variance: {linear: {name: spread, out: 2}}}
    decoder: [{linear: {name: out, out: 4}}, tanh, {linear: {name: last, out: 2}}, {reshape: [1, 1, 2]}]
    likelihood: {mean: {}, variance: 0.1}

    """

  private func curved(_ folder: TemporaryFolder) throws -> Autoencoder {
    try AtomicFile.write(Array(Self.yaml.utf8), to: folder.path / "model.yaml", existing: .overwrite)
    try SafeTensors.write(
      [
        "in.weight": Tensor([2, 2], [0.8, -0.3, 0.1, 0.9]), "spread.weight": Tensor([2, 2], [0.2, 0, -0.3, 0.1]),
        "spread.bias": Tensor([2], [0.3, 0.3]),
        "out.weight": Tensor([4, 2], [1, 0.2, -0.4, 0.9, 0.6, -0.7, 0.1, 0.5]),
        "out.bias": Tensor([4], [0.1, -0.2, 0, 0.3]),
        "last.weight": Tensor([2, 4], [0.4, -0.2, 0.3, 0.1, -0.1, 0.5, 0.2, -0.3]),
        "last.bias": Tensor([2], [0.5, 0.4]),
      ], to: folder.path / "weights.safetensors", existing: .overwrite)
    return try Autoencoder(folder: folder.path, kernels: PortableKernels())
  }

  /// log ∫ p(x|z)·p(z) dz by Simpson's rule over a grid.
  private func quadrature(_ model: Autoencoder, _ picture: Tensor) throws -> Double {
    let (steps, reach) = (160, 6.0)
    let width = 2 * reach / Double(steps)
    let places = (0...steps).map { -reach + Double($0) * width }
    func weight(_ i: Int) -> Double { i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2 }
    let prior = model.prior.independent
    var terms: [Double] = []
    for (i, x) in places.enumerated() {
      let latents = places.map { Tensor([2], [Float(x), Float($0)]) }
      for (j, likelihood) in try model.decode(latents).enumerated() {
        let density = try #require(try likelihood.get().logDensity(picture))
        terms.append(log(weight(i) * weight(j)) + density + prior.logDensity([x, places[j]]))
      }
    }
    return LogSumExp.of(terms) + 2 * log(width / 3)
  }

  @Test("The importance-weighted log p(x) is that of quadrature on a grid, and the ELBO is below it")
  func quadrature() throws {
    let folder = try TemporaryFolder()
    let model = try curved(folder)
    let pictures = [[0.5, 0.4], [0.9, 0.1], [0.1, 0.8], [0.3, 0.35]].map { Tensor([1, 1, 2], $0.map { Float($0) }) }
    let measurement = PictureMeasurement(model: model, settings: EvaluationSettings(draws: 5000, seed: 3))
    let posteriors = try model.encode(pictures).map { try $0.get() }
    let items = zip(pictures, posteriors).enumerated().map { (key: "\($0)", picture: $1.0, posterior: $1.1) }
    for (picture, result) in zip(pictures, try measurement.figures(items)) {
      let figures = try #require(try result.get().density)
      let exact = try quadrature(model, picture)
      #expect(abs(figures.importance.logDensity - exact) < 0.05, "\(figures.importance) against \(exact)")
      #expect(abs(figures.importance.logDensity - exact) < 5 * figures.importance.standardError)
      #expect(figures.bound < exact && figures.divergence > 0)
    }
  }

  @Test("One draw's importance-weighted log p(x) is its ELBO with the divergence by that draw")
  func oneDraw() throws {
    let folder = try TemporaryFolder()
    let model = try curved(folder)
    let picture = Tensor([1, 1, 2], [0.5, 0.4])
    let posterior = try model.encode([picture])[0].get()
    let measurement = PictureMeasurement(model: model, settings: EvaluationSettings(draws: 1))
    let figures = try #require(try measurement.figures([("a", picture, posterior)])[0].get().density)
    let z = posterior.sample(
      temperature: 1, noise: RandomSource(seed: 0, stage: "evaluate", item: "a").normals(2)
    ).elements.map { Double($0) }
    let q = try #require(posterior.independent)
    let expected = figures.reconstruction + model.prior.independent.logDensity(z) - q.logDensity(z)
    #expect(abs(figures.importance.logDensity - expected) < 1e-9)
  }

  /// A folder of the toy model's pictures.
  private func pictures(_ count: Int, in folder: TemporaryFolder) throws -> [Path] {
    try (0..<count).map { number in
      let path = folder.path / "pictures/\(100 + number).png"
      try createFolders(path.parent)
      try AtomicFile.write(PNGWriter.encode(ToyModel.picture(number)), to: path, existing: .overwrite)
      return path
    }
  }

  @Test("Figures of a folder are the means of its pictures', the same every time; a bad picture fails alone")
  func folder() throws {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "model")
    let model = try Autoencoder(folder: folder.path / "model")
    var paths = try pictures(37, in: folder)
    let bad = folder.path / "pictures/999.png"
    try AtomicFile.write(Array("no picture".utf8), to: bad, existing: .overwrite)
    paths.insert(bad, at: 5)
    let reader = PictureReader(for: model, fit: nil)
    func evaluate(draws: Int = 3) throws -> Evaluation {
      try Evaluation(
        model, paths, below: folder.path / "pictures", reader, EvaluationSettings(draws: draws, seed: 1))
    }
    let evaluation = try evaluate()
    #expect(evaluation.failures.map(\.path) == [bad] && evaluation.pictures.count == 37)
    #expect(evaluation.pictures[5].key == "105.png")
    let picture = try reader.read(paths[0])
    let posterior = try model.encode([picture])[0].get()
    let reconstruction = try model.decode([posterior.mean])[0].get().mean
    #expect(
      evaluation.pictures[0].squaredError == Autoencoder.reconstructionError(of: picture, from: reconstruction))
    let divergence = try #require(evaluation.divergence)
    #expect(abs(divergence.mean - (evaluation.survey.divergence ?? 0)) < 1e-9)
    let bound = try #require(evaluation.bound)
    #expect(abs(bound.mean - ((evaluation.reconstruction?.mean ?? 0) - divergence.mean)) < 1e-9)
    #expect(try evaluate().json.compact == evaluation.json.compact)
    #expect(try evaluate(draws: 0).bound == nil && evaluation.samples.count == 1)
    let sheet = try evaluation.sheet(paths, reader)
    #expect(sheet.size.width > 8 * 8 && sheet.size.height > 6 * 8)
  }

  @Test("Bits per dimension follow from log p(x) and 256 levels")
  func bits() throws {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "model")
    let model = try Autoencoder(folder: folder.path / "model")
    let evaluation = try Evaluation(
      model, pictures(4, in: folder), below: folder.path, PictureReader(for: model, fit: nil), EvaluationSettings())
    let density = try #require(evaluation.importance).mean / 192
    #expect(abs(try #require(evaluation.bitsPerDimension).mean - (log(255) - density) / log(2)) < 1e-9)
  }

  @Test("Fewer than two usable pictures are refused, and so are too few for a distance")
  func few() throws {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "model")
    let model = try Autoencoder(folder: folder.path / "model")
    let (paths, reader) = (try pictures(3, in: folder), PictureReader(for: model, fit: nil))
    #expect(throws: SurveyError.tooFew(1)) {
      try Evaluation(model, [paths[0]], below: folder.path, reader, EvaluationSettings())
    }
    #expect(throws: EvaluationError.tooFewForDistance(3, least: 4)) {
      try PriorDistances(model, paths, judge: model, readers: (reader, reader), seed: 0)
    }
  }

  @Test("The prior that the pictures are of lies nearer to them than N(0, I), in another model's latents")
  func distances() throws {
    let folder = try TemporaryFolder()
    let mixture: [String: Tensor] = [
      "weights": Tensor([2], [0.5, 0.5]), "means": Tensor([2, 4], [3, 1, -2, 0, -2, 2, 3, 1]),
      "covariances": Tensor([2, 4, 4]) { out in for i in 0..<8 { out[i / 4 * 16 + i % 4 * 5] = 0.1 } },
    ]
    try ToyModel.write(to: folder.path / "model", mixture: mixture)
    try ToyModel.write(to: folder.path / "judge", name: "judge", seed: 9)
    let model = try Autoencoder(folder: folder.path / "model")
    let judge = try Autoencoder(folder: folder.path / "judge")
    let paths = try PriorSamples(.mixture, of: model, count: 80, seed: 99).pictures.enumerated().map {
      number, picture in
      let path = folder.path / "\(number).png"
      try AtomicFile.write(PNGWriter.encode(Image(picture)), to: path, existing: .overwrite)
      return path
    }
    let readers = (PictureReader(for: model, fit: nil), PictureReader(for: judge, fit: nil))
    let found = try PriorDistances(model, paths, judge: judge, readers: readers, seed: 0)
    #expect(found.rows.map(\.name) == ["reconstructions", "N(0, I)", "mixture"] && found.judge == "judge")
    #expect(found.rows[2].distance < found.rows[1].distance / 2, "\(found)")
  }
}
