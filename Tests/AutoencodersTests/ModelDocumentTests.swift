import Autoencoders
import Documents
import Files
import Images
import Kernels
import Tensors
import Testing

@Suite("A model.yaml")
struct ModelDocumentTests {
  /// What is said about a model, without the folder's name.
  private func problems(_ model: TinyModel) throws -> [String] {
    let folder = try TemporaryFolder()
    try model.write(to: folder)
    do {
      _ = try Autoencoder(folder: folder.path, kernels: PortableKernels())
      return []
    } catch let error as Diagnostics {
      return error.all.map { $0.message.replacing("\(folder.path)/", with: "") }
    }
  }

  @Test("gives everything that it says about a model")
  func everything() throws {
    var model = TinyModel()
    model.more = """
      prior: {mean: [1, 2], variance: 0.5}
      dimensions: {smile: 1, head turn: 0}
      statistics: {reconstruction error: 0.02, latent norm: 3}
      template: {eyes: [[1, 0.25], [0, 0]]}
      """
    let loaded = try model.load()
    #expect(loaded.name == "tiny")
    #expect(loaded.pictureShape == [1, 1, 2])
    #expect(loaded.latentShape == [2])
    #expect(loaded.description.input.range == .unit)
    #expect(loaded.prior.mean.elements == [1, 2])
    #expect(loaded.prior.variance.elements == [0.5, 0.5])
    #expect(loaded.prior.sampleNormal(temperature: 2, noise: [0, 1])[1] == 2 + 2 * Float(0.5).squareRoot())
    #expect(loaded.description.dimensions.map(\.name) == ["smile", "head turn"])
    #expect(loaded.description.dimensions.map(\.index) == [1, 0])
    #expect(loaded.description.statistics == ModelStatistics(reconstructionError: 0.02, latentNorm: 3))
    #expect(loaded.description.eyes == EyePair(Point(0, 0), Point(1, 0.25)))
    #expect(try TinyModel().load().description.eyes == nil)
    #expect(try TinyModel().load().prior == .standard([2]))
  }

  @Test(
    "that is wrong is told so, with what to do",
    arguments: [
      ("prior: {variance: -1}", "\"variance\" of prior must be a number, at least 0, or one for each of 2 dimensions"),
      ("dimensions: {smile: 2}", "a dimension is a whole number from 0 to 1, but is the number 2"),
      (
        "statistics: {latent norm: 1}",
        "statistics needs the field \"reconstruction error\": the 99.9th percentile of the mean squared error of a picture"
      ),
      ("template: {}", "template needs the field \"eyes\": two points as [[23.8, 30.1], [39.4, 30.1]], in pixels"),
      ("template: {eyes: [1, 2]}", "\"eyes\" of template must be two points as [[23.8, 30.1], [39.4, 30.1]]"),
      (
        "template: {eyes: [[0, 0], [2, 0]]}",
        "\"eyes\" of template: the eye at [2, 0] must lie inside the picture, which has 2×1 pixels"
      ),
      (
        "template: {eyes: [[0, 0], [0.5, 0]]}",
        "\"eyes\" of template: its eyes are at [0, 0] and [0.5, 0], which is one place; they must be at least a pixel apart"
      ),
      ("dimension: {}", "unknown field \"dimension\" of model.yaml; did you mean \"dimensions\"?"),
    ])
  func sections(_ more: String, _ message: String) throws {
    var model = TinyModel()
    model.more = more
    #expect(try problems(model) == [message])
  }

  @Test(
    "whose heads are wrong is told so",
    arguments: [
      (
        "{mean: {}}",
        "posterior needs \"log variance\", \"log sigma\" or \"sigma\"; for one head say `layout: chunked` or `interleaved`, for none `layout: none`"
      ),
      ("{layout: none, sigma: {}}", "a posterior with `layout: none` is a point and has no spread; leave it out"),
      (
        "{layout: chunkd}",
        "\"layout\" of posterior must be one of: separate, chunked, interleaved, none, but is the text \"chunkd\""
      ),
      (
        "{mean: {}, log variance: {clmp: [0, 1]}}",
        "unknown field \"clmp\" of \"log variance\" of posterior; did you mean \"clamp\"?"
      ),
      (
        "{mean: {}, log variance: {}, sigma: {}}",
        "posterior has both \"log variance\" and \"sigma\"; keep the one it gives"
      ),
      ("{head: {}, log variance: {}}", "\"head\" is for the layouts chunked and interleaved; name the head \"mean\""),
      ("{layout: chunked}", "the mean of the posterior has the shape [1], but must have [2]"),
    ])
  func heads(_ posterior: String, _ message: String) throws {
    var model = TinyModel()
    model.posterior = posterior
    let found = try problems(model)
    #expect(found.contains(message), "found \(found)")
  }

  @Test("has all its errors told at once, those of the weights too")
  func allAtOnce() throws {
    var model = TinyModel()
    model.tensors["in.weight"] = Tensor([2, 3])
    model.tensors["out.wieght"] = model.tensors.removeValue(forKey: "out.weight")
    model.tensors["spread.weight"] = Tensor([2, 2], repeating: .infinity)
    model.tensors["spread.num_batches_tracked"] = Tensor([])
    #expect(
      Set(try problems(model)) == [
        "weights.safetensors: no layer uses the tensor \"out.wieght\"; did you mean \"out.weight\"?",
        "linear \"in\": weights.safetensors: \"in.weight\" has the shape [2, 3], but the model needs [2, 2]",
        "linear \"spread\": weights.safetensors: \"spread.weight\" is not finite at element 0",
        "linear \"out\": weights.safetensors: there is no tensor \"out.weight\"; did you mean \"out.wieght\"?",
      ])
  }

  @Test("that is empty lacks every section, and is told so once for each")
  func empty() throws {
    let folder = try TemporaryFolder()
    try folder.write("# nothing\n", to: "model.yaml")
    try folder.copy(Path(#filePath), to: "weights.safetensors")
    let error = #expect(throws: Diagnostics.self) {
      try Autoencoder(folder: folder.path, kernels: PortableKernels())
    }
    #expect(error?.all.count == 8)
  }

  @Test("may have spatial latents and pictures of any size, of which training and export need one")
  func spatial() throws {
    let folder = try TemporaryFolder()
    let model = TinyModel()
    try model.write(to: folder)
    let yaml = model.yaml.replacing("height: 1, width: 2", with: "height: {multiple of: 8}, width: {multiple of: 8}")
      .replacing("latent: [2]", with: "latent: [32, height/8, width/8]")
    try folder.write(yaml, to: "model.yaml")
    #expect(throws: ModelError.anySize(name: "tiny")) { try ModelPrograms(folder: folder.path) }
  }

  @Test("that asks for absurd sizes is refused, not tried")
  func absurd() throws {
    let folder = try TemporaryFolder()
    let model = TinyModel()
    try model.write(to: folder)
    for (old, new) in [
      ("latent: [2]", "latent: [16777216, 16777216, 16777216]"), ("height: 1, width: 2", "height: 32768, width: 32768"),
    ] {
      try folder.write(model.yaml.replacing(old, with: new), to: "model.yaml")
      let error = #expect(throws: Diagnostics.self) {
        try Autoencoder(folder: folder.path, kernels: PortableKernels())
      }
      #expect(error.map { "\($0)".contains("too large") } == true)
    }
  }

  @Test("and the weights make the fingerprint; name, dimensions, statistics and template do not")
  func fingerprint() throws {
    let fingerprint = try TinyModel().load().fingerprint
    var same = TinyModel()
    same.name = "other"
    same.more = "dimensions: {smile: 1}\nstatistics: {reconstruction error: 1, latent norm: 1}"
    same.more += "\ntemplate: {eyes: [[0, 0], [1, 0]]}"
    same.encoder = "[flatten, {linear: {out: 2, name: in, bias: false}}]"
    #expect(try same.load().fingerprint == fingerprint)
    var otherWeights = TinyModel()
    otherWeights.tensors["in.weight"] = Tensor([2, 2], [2, 0, 0, 3])
    #expect(try otherWeights.load().fingerprint != fingerprint)
    var otherLayers = TinyModel()
    otherLayers.encoder = "[flatten, {linear: {name: in, out: 2, bias: false}}, relu]"
    #expect(try otherLayers.load().fingerprint != fingerprint)
    var otherVariance = TinyModel()
    otherVariance.likelihood = otherVariance.likelihood.replacing("0.25", with: "0.5")
    #expect(try otherVariance.load().fingerprint != fingerprint)
  }
}
