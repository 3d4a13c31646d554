public import Files
public import Kernels
public import Tensors

/// A trained variational autoencoder: pictures to posteriors, latents to likelihoods.
///
/// Made from a model folder (`model.yaml`, `weights.safetensors`, `attributes/`). It may be used from several threads at
/// once; an item's result depends on nothing but the item and the model.
public final class Autoencoder: Sendable {
  /// How many items are computed together; a short chunk is padded, so that every item goes the same way.
  public static let chunk = 16

  /// How messages call the model.
  public var name: String { description.name }

  /// SHA-256 over the float tensors and the architecture, lowercase hexadecimal: attribute vectors belong to it.
  public let fingerprint: String

  /// What goes in, what comes out, what the numbers mean.
  public let description: ModelDescription

  /// The folder that the model was read from.
  public let folder: Path

  /// The shape `[channels, height, width]` of a picture.
  public let pictureShape: Shape

  /// The shape of a latent.
  public let latentShape: Shape

  /// The distribution of latents that the model was trained with, and the mixture that its folder may carry.
  public let prior: Prior

  /// The layers, with what they cost.
  public let summary: ModelSummary

  /// The kernels that compute it.
  public let kernels: any Kernels

  private let encoder: Halves
  private let decoder: Halves
  private let posterior: PosteriorOutputs
  private let likelihoodFamily: LikelihoodSection.Family

  /// Reads a model folder.
  ///
  /// Networks are compiled at their first use.
  /// - Throws: `FileError` where a file cannot be read, `Diagnostics` with everything that is wrong in `model.yaml` or
  ///   does not fit `weights.safetensors`, `CheckpointError` for a damaged checkpoint, `ModelError.anySize`,
  ///   `MixturePriorError` for a mixture that does not fit.
  public convenience init(folder: Path, kernels: any Kernels) throws {
    try self.init(ModelFolder(folder), kernels)
  }

  /// Reads a model folder, for the best kernels that this build has.
  /// - Throws: as `init(folder:kernels:)`.
  public convenience init(folder: Path) throws { try self.init(folder: folder, kernels: StandardKernels.make()) }

  /// Reads a model folder whose mixture is about to be replaced, whatever it is.
  public convenience init(ignoringMixtureOf folder: Path) throws {
    try self.init(ModelFolder(folder), StandardKernels.make(), readsMixture: false)
  }

  convenience init(_ model: ModelFolder, _ kernels: any Kernels, readsMixture: Bool = true) throws {
    let document = model.document
    guard let picture = document.description.input.shape, var prior = document.description.prior else {
      throw ModelError.anySize(name: document.description.name)
    }
    let networks = try ModelNetworks(document, picture: picture, latent: prior.mean.shape, model.weights)
    let fingerprint = try model.fingerprint()
    if readsMixture || document.priorComponents != nil {
      let identity = AttributeVector.ModelIdentity(
        name: document.description.name, fingerprint: fingerprint)
      prior.mixture = try model.mixture(latentShape: prior.mean.shape, model: identity)
      if document.priorComponents != nil {
        guard let mixture = prior.mixture else {
          throw MixturePriorError.notLearned(document.description.name)
        }
        prior = Prior(learned: mixture)
      }
    }
    self.init(
      document, networks, picture: picture, prior: prior, fingerprint: fingerprint, folder: model.folder, kernels)
  }

  /// A model of networks that are built.
  init(
    _ document: ModelDocument, _ networks: ModelNetworks, picture: Shape, prior: Prior, fingerprint: String,
    folder: Path, _ kernels: any Kernels
  ) {
    description = document.description
    self.folder = folder
    self.fingerprint = fingerprint
    pictureShape = picture
    latentShape = prior.mean.shape
    self.prior = prior
    summary = networks.summary
    self.kernels = kernels
    posterior = PosteriorOutputs(document.posterior, latentShape: prior.mean.shape)
    encoder = Halves(networks.encoder, withoutSpread: posterior.countWithoutSpread, kernels)
    decoder = Halves(networks.decoder, kernels)
    likelihoodFamily = document.likelihood.family
  }
}

extension Autoencoder {
  /// The posteriors q(z|x) of pictures.
  /// - Parameters:
  ///   - images: any number, each of `pictureShape`, in the model's range.
  ///   - labels: the number of each picture's class in `description.labels`, for a model with a condition.
  ///   - spread: whether the spread is wanted too. Without it there is less to compute; the means are the same bytes.
  /// - Returns: a result for each picture in their order; one that is not finite, or of another shape, fails alone.
  /// - Throws: what the kernels report.
  public func encode(
    _ images: [Tensor], labels: [Int] = [], spread: Bool = true
  ) throws -> [Result<DiagonalGaussian, ModelError>] {
    try encoder.network(spread).results(images, labels, .picture, of: pictureShape) { outputs in
      posterior.read(outputs).map { .success($0) } ?? .failure(.notFinite(.posterior))
    }
  }

  /// The likelihoods p(x|z) of latents.
  /// - Parameters:
  ///   - latents: any number, each of `latentShape`.
  ///   - labels: the number of each latent's class in `description.labels`, for a model with a condition.
  ///   - spread: whether the spread is wanted too. Without it there is less to compute; the means are the same bytes.
  /// - Returns: a result for each latent in their order; one that is not finite, or of another shape, fails alone.
  /// - Throws: what the kernels report.
  public func decode(
    _ latents: [Tensor], labels: [Int] = [], spread: Bool = true
  ) throws -> [Result<Likelihood, ModelError>] {
    try decoder.network(spread).results(latents, labels, .latent, of: latentShape) { outputs in
      let family = family(outputs)
      guard outputs[0].isFinite, family.isFinite else { return .failure(.notFinite(.likelihood)) }
      return .success(Likelihood(mean: outputs[0], family: family))
    }
  }

  /// Whether the likelihood is a density: that of a Bernoulli is a probability.
  public var likelihoodIsDensity: Bool { if case .bernoulli = likelihoodFamily { false } else { true } }

  /// The bytes that each thread needs that encodes and decodes at the same time as others; compiles the networks.
  public func bytesPerLane() throws -> Int { try encoder.whole.bytesPerLane() + decoder.whole.bytesPerLane() }

  /// Compiles the encoder ahead of its first use, which takes a while; an error is left to that use.
  public func prepareToEncode(spread: Bool = true) { encoder.network(spread).prepare() }

  /// Compiles the decoder ahead of its first use, which takes a while; an error is left to that use.
  public func prepareToDecode(spread: Bool = true) { decoder.network(spread).prepare() }

  private func family(_ outputs: [Tensor]) -> Likelihood.Family {
    switch likelihoodFamily {
    case .gaussian(let spread):
      guard outputs.count > 1 else { return .leftOut }
      let raw = outputs[1]
      return .gaussian(logVariance: spread.measure == .logVariance ? raw : raw.map(spread.measure.logVariance))
    case .fixedVariance(let variance): return .fixedVariance(variance)
    case .bernoulli: return .bernoulli
    }
  }
}

extension Likelihood.Family {
  fileprivate var isFinite: Bool { if case .gaussian(let logVariance) = self { logVariance.isFinite } else { true } }
}

extension Network {
  /// Runs the items that can be run, and makes a result of each.
  fileprivate func results<Value>(
    _ tensors: [Tensor], _ labels: [Int], _ quantity: ModelError.Quantity, of shape: Shape,
    _ make: ([Tensor]) -> Result<Value, ModelError>
  ) throws -> [Result<Value, ModelError>] {
    let items = tensors.indices.map { Item(value: tensors[$0], label: labels.indices.contains($0) ? labels[$0] : -1) }
    let problems = items.map { item -> ModelError? in
      if item.value.shape != shape { return .shape(quantity, expected: shape, found: item.value.shape) }
      if classes > 0, !(0..<classes).contains(item.label) { return .label(labels: classes) }
      return item.value.isFinite ? nil : .notFinite(quantity)
    }
    let sound = zip(items, problems).filter { $0.1 == nil }.map(\.0)
    var outputs = try run(sound).makeIterator()
    return problems.map { problem in
      if let problem { return .failure(problem) }
      return outputs.next().map(make) ?? .failure(.notFinite(quantity))
    }
  }
}
