import Checkpoints
import Distributions
import Documents
import Files
import Kernels
import Tensors
import Testing

@testable import Autoencoders

@Suite("A mixture in a model's folder")
struct MixturePriorTests {
  /// Two components of latents [2], one round and small, one long.
  static let tensors: [String: Tensor] = [
    "weights": Tensor([2], [0.25, 0.75]), "means": Tensor([2, 2], [1, 2, -3, 0]),
    "covariances": Tensor([2, 2, 2], [0.25, 0, 0, 0.25, 4, 2, 2, 2]),
  ]

  private func folder(
    _ more: String = "prior: {mixture: prior.safetensors}", metadata: [String: String] = [:],
    change: (inout [String: Tensor]) -> Void = { _ in }
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var model = TinyModel()
    model.more = more
    try model.write(to: folder)
    var tensors = Self.tensors
    change(&tensors)
    try SafeTensors.write(tensors, metadata: metadata, to: folder.path / "prior.safetensors", existing: .error)
    return folder
  }

  private func load(_ folder: TemporaryFolder) throws -> Autoencoder {
    try Autoencoder(folder: folder.path, kernels: PortableKernels())
  }

  @Test("is what latents are drawn from: a component by its weight, then its mean and t times its deviation")
  func drawn() throws {
    let model = try load(folder())
    let prior = model.prior
    #expect(prior.mixture?.mixture.weights.count == 2)
    #expect(prior.sample(temperature: 0, choice: 0.2, noise: [9, 9]).elements == [1, 2])
    #expect(prior.sample(temperature: 0, choice: 0.3, noise: [9, 9]).elements == [-3, 0])
    // The factor of [4 2; 2 2] is [2 0; 1 1].
    #expect(prior.sample(temperature: 1, choice: 0.3, noise: [1, 1]).elements == [-1, 2])
    #expect(prior.sample(temperature: 0.5, choice: 0.3, noise: [1, 1]).elements == [-2, 1])
    #expect(prior.mean.elements == [0, 0] && prior.variance.elements == [1, 1])
    #expect(prior.sampleNormal(temperature: 1, noise: [3, 4]).elements == [3, 4])
    let without = try TinyModel().load()
    #expect(without.prior.mixture == nil)
    #expect(without.prior.sample(temperature: 2, choice: 0.9, noise: [3, 4]).elements == [6, 8])
  }

  @Test("leaves the model's fingerprint alone and has its own")
  func fingerprint() throws {
    let (model, without) = (try load(folder()), try TinyModel().load())
    let other = try load(folder { $0["means"]?[0] = 1.5 })
    #expect(model.fingerprint == without.fingerprint && model.fingerprint == other.fingerprint)
    #expect(model.prior.mixture?.fingerprint != other.prior.mixture?.fingerprint && model.prior != other.prior)
    #expect(try model.prior == load(folder()).prior)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let words: String
    let change: @Sendable (inout [String: Tensor]) -> Void
    var testDescription: String { words }

    init(_ words: String, _ change: @escaping @Sendable (inout [String: Tensor]) -> Void) {
      self.words = words
      self.change = change
    }
  }

  static let damages = [
    Damage("there is no tensor \"means\"; a mixture has weights [K], means [K, d] and covariances [K, d, d]") {
      $0["means"] = nil
    },
    Damage("\"weights\" has the shape [2, 1], but must be a list, a number for each component") {
      $0["weights"] = Tensor([2, 1], [0.5, 0.5])
    },
    Damage("\"means\" has the shape [2, 3], but for the model's latents and these weights it must have [2, 2]") {
      $0["means"] = Tensor([2, 3])
    },
    Damage(
      "\"covariances\" has the shape [1, 2, 2], but for the model's latents and these weights it must have [2, 2, 2]"
    ) {
      $0["covariances"] = Tensor([1, 2, 2], [1, 0, 0, 1])
    },
    Damage("\"means\" is not finite at element 3") { $0["means"]?[3] = .nan },
    Damage("\"covariances\" is not finite at element 0") { $0["covariances"]?[0] = .infinity },
    Damage("\"weights\" are no probabilities: the weight of outcome 1 is -0.5; give a finite number, at least 0") {
      $0["weights"] = Tensor([2], [1.5, -0.5])
    },
    Damage("\"weights\" add to 2.0, but must add to 1") { $0["weights"] = Tensor([2], [1, 1]) },
    Damage("the covariance of component 1 is not positive definite: pivot 1 is not above 0") {
      $0["covariances"] = Tensor([2, 2, 2], [1, 0, 0, 1, 1, 2, 2, 1])
    },
    Damage("the covariance of component 0 is not positive definite: pivot 0 is not above 0") {
      $0["covariances"]?[0] = -1
    },
    Damage("the covariance of component 1 is not symmetric: row 1, column 0 differs from its mirror image") {
      $0["covariances"]?[6] = 1
    },
  ]

  @Test("with wrong numbers is refused with the file and what to do", arguments: damages)
  func damaged(_ damage: Damage) throws {
    let folder = try folder(change: damage.change)
    let error = #expect(throws: MixturePriorError.self) { try load(folder) }
    let path = folder.path / "prior.safetensors"
    #expect(error.map { "\($0)" } == "\(path): \(damage.words); fit it again with `zoetrope prior fit --overwrite`")
  }

  @Test("that is not there, is no such file or belongs to another model is refused")
  func elsewhere() throws {
    let gone = try folder("prior: {mixture: other.safetensors}")
    let missing = #expect(throws: FileError.self) { try load(gone) }
    #expect(missing?.reason == .notFound)
    let vector = try folder(metadata: ["format": "zoetrope attribute vector 1"])
    #expect(throws: MixturePriorError.otherFormat(vector.path / "prior.safetensors")) { try load(vector) }
    let foreign = try folder(metadata: ["model": "faces", "fingerprint": String(repeating: "a", count: 64)])
    let error = #expect(throws: MixturePriorError.self) { try load(foreign) }
    #expect(
      error.map { "\($0)" }?.contains("was fitted for the model \"faces\" (aaaaaaaaaaaa), not for \"tiny\" (") == true)
    #expect(try Autoencoder(ignoringMixtureOf: foreign.path).prior.mixture == nil)
  }

  @Test("is named by a file beside model.yaml", arguments: ["../prior.safetensors", "prior.npy", "a/b.safetensors"])
  func name(_ name: String) throws {
    let error = #expect(throws: Diagnostics.self) { try load(folder("prior: {mixture: \(name)}")) }
    #expect(
      error?.all.map(\.message)
        == ["\"mixture\" of prior must be the name of a file beside model.yaml, as prior.safetensors"])
  }

  private static let posteriors = (0..<60).map { i -> DiagonalGaussian in
    let side: Float = i % 3 == 0 ? 4 : -2
    let noise = RandomSource(seed: 5, stage: "test", item: "\(i)").normals(2)
    return DiagonalGaussian(
      mean: Tensor([2], [side + noise[0] / 2, noise[1]]), logVariance: Tensor([2], [-4, -4]))
  }

  @Test(
    "is fitted, written and named in model.yaml, where nothing else changes",
    arguments: [
      ("dimensions: {smile: 1}  # kept", "prior: {mixture: prior.safetensors}"),
      ("prior: {mean: 0.5}  # kept", "prior: {mixture: prior.safetensors, mean: 0.5}  # kept"),
      ("prior:\n  # of its own\n  mean: 0.5  # kept", "  mixture: prior.safetensors\n  mean: 0.5  # kept"),
      ("prior:\ndimensions: {smile: 1}  # kept", "prior: {mixture: prior.safetensors}"),
      ("prior: {mixture: mine.safetensors}  # kept", "prior: {mixture: mine.safetensors}  # kept"),
    ])
  func fitted(_ more: String, _ expected: String) throws {
    let folder = try TemporaryFolder()
    var tiny = TinyModel()
    tiny.more = more
    try tiny.write(to: folder)
    let file = try PriorFile(in: folder.path, overwrites: false)
    let model = try Autoencoder(ignoringMixtureOf: folder.path)
    let fitted = try MixturePrior.fit(
      Self.posteriors, model: model, settings: MixtureFitSettings(components: 2), source: "a test")
    try file.write(fitted.prior)
    let yaml = String(decoding: try readFile(folder.path / "model.yaml", limit: 1 << 20), as: UTF8.self)
    #expect(yaml.contains(expected) && yaml.contains("# kept"), "\(yaml)")
    let loaded = try Autoencoder(folder: folder.path)
    #expect(loaded.prior.mixture == fitted.prior && loaded.fingerprint == model.fingerprint)
    #expect(loaded.prior.mixture?.origin == .init(model: model.identity, source: "a test", pictures: 60))
    #expect("\(fitted.prior)" == "a mixture of 2 normal distributions, fitted on 60 pictures of a test")
    let means = fitted.fit.mixture.components.map { $0.mean[0] }.sorted()
    #expect(abs(means[0] + 2) < 0.3 && abs(means[1] - 4) < 0.3)
    #expect(throws: FileError.self) { try PriorFile(in: folder.path, overwrites: false) }
    try PriorFile(in: folder.path, overwrites: true).write(fitted.prior)
    #expect(String(decoding: try readFile(folder.path / "model.yaml", limit: 1 << 20), as: UTF8.self) == yaml)
  }

  @Test("cannot be fitted to fewer pictures than components")
  func few() throws {
    let model = try TinyModel().load()
    let error = #expect(throws: MixturePriorError.self) {
      try MixturePrior.fit(Array(Self.posteriors.prefix(3)), model: model, source: "a test")
    }
    #expect(
      error.map { "\($0)" }
        == "10 components cannot be fitted to 3 pictures; give at least 10, or ask for fewer with --components")
  }

  @Test("goes along with a converted model")
  func converted() throws {
    let (source, target) = (try folder(), try TemporaryFolder())
    try Autoencoder.convert(from: source.path, to: target.path / "copy", as: .float16, existing: .error)
    let copy = try Autoencoder(folder: target.path / "copy")
    #expect(try copy.prior.mixture == load(source).prior.mixture)
    #expect(copy.prior.mixture?.origin.model == copy.identity)
  }
}
