import Autoencoders
import Files
import Kernels
import Tensors
import Testing

@Suite("Vectors from other vectors and from latents")
struct DerivedVectorTests {
  @Test(
    "A sum is read as it is written",
    arguments: [
      ("smile", "smile"), ("smile - 0.5*male", "smile - 0.5*male"),
      ("- blond-hair + 2 * ./a.safetensors", "- blond-hair + 2.0*./a.safetensors"),
      ("-1.5*smile + male", "- 1.5*smile + male"), ("smile + -2*male", "smile - 2.0*male"),
    ])
  func expression(_ text: String, _ description: String) throws {
    #expect(try VectorExpression(text).description == description)
  }

  @Test(
    "What is no sum is refused with the place that is wrong",
    arguments: [
      ("", "it ends where a vector is expected"), ("smile -", "it ends where a vector is expected"),
      ("smile male", "\"male\" needs + or - before it, between blanks"),
      ("half*smile", "\"half\" before * is no number"), ("2*", "\"2*\" is no vector"),
      ("2*3*smile", "\"2*3*smile\" is no vector"), ("smile + + male", "\"+\" is no vector"),
    ])
  func refused(_ text: String, _ problem: String) {
    #expect(throws: AttributeError.expression(text, problem: problem)) { try VectorExpression(text) }
  }

  private func write(
    _ name: String, _ vector: [Float], weights: [Float]? = nil, to folder: TemporaryFolder, _ model: Autoencoder
  ) throws {
    let tensor = Tensor([2], vector)
    let length = (vector[0] * vector[0] + vector[1] * vector[1]).squareRoot()
    try AttributeVector(
      name: name, vector: tensor, gap: length, sigma: 1, model: model.identity,
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 0, without: 0), accuracy: nil,
        source: ""), footprint: try weights.map { try Footprint(Tensor([1, 2], $0), of: name) }
    ).write(to: folder.path / "attributes/\(name).safetensors", existing: .overwrite)
  }

  /// A folder with the tiny model and two vectors of it.
  private func folder(footprints: Bool = true) throws -> (folder: TemporaryFolder, model: Autoencoder) {
    let folder = try TemporaryFolder()
    try TinyModel().write(to: folder)
    try createFolders(folder.path / "attributes")
    let model = try Autoencoder(folder: folder.path, kernels: PortableKernels())
    try write("smile", [4, 0], weights: footprints ? [1, 0.25] : nil, to: folder, model)
    try write("male", [0, 2], weights: [0, 1], to: folder, model)
    return (folder, model)
  }

  @Test("A sum moves by the terms' sum and acts where they act")
  func sum() throws {
    let (whole, bare) = (try folder(), try folder(footprints: false))
    let model = whole.model
    let vector = try model.combine(VectorExpression("smile - 0.5*male"), name: "friendly")
    #expect(vector.vector == Tensor([2], [4, -1]) && vector.model == model.identity)
    #expect(abs(vector.gap - Float(17).squareRoot()) < 1e-5 && vector.sigma == 0 && vector.zero == nil)
    // Half of male moves 1, a quarter of what smile moves.
    #expect(vector.footprint?.weights == Tensor([1, 2], [1, 0.25]))
    #expect(throws: AttributeError.noDirection(name: "x")) {
      try model.combine(VectorExpression("male - male"), name: "x")
    }
    #expect(try bare.model.combine(VectorExpression("smile - male"), name: "x").footprint == nil)
  }

  @Test("Components lie along what varies, with their shares, one deviation long, zero at the mean")
  func components() throws {
    let model = try TinyModel().load()
    let latents = (0..<40).map { i -> Tensor in
      let (x, y) = (i % 2 * 6, i / 2 % 2 * 2 + 1)
      return Tensor([2], [Float(x), Float(y)])
    }
    let found = try LatentComponents(of: latents, count: 5, model: model, source: "made up")
    #expect(found.vectors.map(\.name) == ["component-01", "component-02"])
    // Variances 9 and 1, with 40 pictures 360/39 and 40/39.
    #expect(zip(found.shares, [0.9, 0.1]).allSatisfy { abs($0 - $1) < 1e-9 })
    let first = found.vectors[0]
    #expect(first.direction == Tensor([2], [1, 0]))
    #expect(abs(Double(first.sigma) - (360.0 / 39).squareRoot()) < 1e-5 && first.gap == first.sigma)
    #expect(first.zero == 3 && first.model == model.identity)
    #expect(first.footprint?.weights == Tensor([1, 2], [1, 0]))
    #expect(throws: AttributeError.noVariance(count: 12)) {
      try LatentComponents(of: Array(repeating: Tensor([2], [1, 1]), count: 12), count: 1, model: model, source: "")
    }
  }

  @Test("A footprint is the mean change, its 97th percentile 1")
  func footprint() throws {
    let model = try TinyModel().load()
    let vector = try AttributeVector(
      name: "v", vector: Tensor([2], [3, -6]), gap: 6.7, sigma: 1, model: model.identity,
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 0, without: 0), accuracy: nil,
        source: ""))
    // The tiny decoder shows the latent as it is; its pixels are too few to be blurred.
    let found = try #require(try model.footprint(of: vector, over: (0..<20).map { Tensor([2], [Float($0), 1]) }))
    #expect(zip(found.weights.elements, [0.5, 1]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(try model.footprint(of: vector, over: []) == nil)
  }
}
