import Checkpoints
public import Files
public import Kernels
public import Tensors

/// A trained variational autoencoder: pictures to posteriors, latents to likelihoods.
///
/// Made from a model folder (`model.yaml`, `weights.safetensors`, `attributes/`). It may be used from several threads at
/// once; an item's result depends on nothing but the item and the model.
public final class Autoencoder: Sendable {
  /// How many items are computed together; a short chunk is padded, so that every item goes the same way.
  public static let chunk = 32

  /// How messages call the model.
  public var name: String { description.name }

  /// SHA-256 over the float tensors and the architecture, lowercase hexadecimal: attribute vectors belong to it.
  public let fingerprint: String

  /// What goes in, what comes out, what the numbers mean.
  public let description: ModelDescription

  /// The folder that the model was read from.
  public let folder: Path

  /// The shape `[channels, height, width]` of a picture; of a model of any size, that of its usual ones.
  public let pictureShape: Shape

  /// The shape of a latent of a picture of `pictureShape`.
  public let latentShape: Shape

  /// The distribution of latents that the model was trained with, and the mixture that its folder may carry.
  public let prior: Prior

  /// The layers, with what they cost.
  public let summary: ModelSummary

  /// The kernels that compute it.
  public let kernels: any Kernels

  private let networks: SizedNetworks
  private let posterior: PosteriorOutputs
  private let likelihoodFamily: LikelihoodSection.Family

  /// Reads a model folder.
  ///
  /// Networks are compiled at their first use.
  /// - Throws: `FileError` where a file cannot be read, `Diagnostics` with everything that is wrong in `model.yaml` or
  ///   does not fit `weights.safetensors`, `CheckpointError` for a damaged checkpoint, `MixturePriorError` for a mixture that
  ///   does not fit.
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
    var prior = document.prior
    let networks = try ModelNetworks(document, model.weights)
    let fingerprint = try model.fingerprint()
    if readsMixture || document.priorComponents != nil {
      let identity = AttributeVector.ModelIdentity(name: document.description.name, fingerprint: fingerprint)
      prior.mixture = try model.mixture(latentShape: prior.mean.shape, model: identity)
      if document.priorComponents != nil {
        guard let mixture = prior.mixture else {
          throw MixturePriorError.notLearned(document.description.name)
        }
        prior = Prior(learned: mixture)
      }
    }
    self.init(
      document, networks, model.weights, prior: prior, fingerprint: fingerprint, folder: model.folder, kernels)
  }

  /// A model of networks that are built for the usual size, and of weights for others.
  init(
    _ document: ModelDocument, _ networks: ModelNetworks, _ weights: some TensorStore, prior: Prior,
    fingerprint: String, folder: Path, _ kernels: any Kernels
  ) {
    let description = document.description
    let picture = description.input.usualShape
    let isAnySize = description.input.takesAnySize
    let first = SizedNetworks.Pair(
      networks, document.posterior, kernels, chunk: Self.chunk(of: picture, amongSizes: isAnySize))
    self.networks = SizedNetworks(isAnySize ? nil : (picture, first)) { picture in
      guard isAnySize, let latent = description.latentShape(height: picture[1], width: picture[2]) else {
        throw ModelError.size(.picture, found: picture, taken: description.input.sizeWords)
      }
      return SizedNetworks.Pair(
        try ModelNetworks(document, picture: picture, latent: latent, weights), document.posterior, kernels,
        chunk: Self.chunk(of: picture, amongSizes: true))
    }
    self.description = description
    self.folder = folder
    self.fingerprint = fingerprint
    pictureShape = picture
    latentShape = prior.mean.shape
    self.prior = prior
    summary = networks.summary
    self.kernels = kernels
    posterior = PosteriorOutputs(document.posterior)
    likelihoodFamily = document.likelihood.family
  }
}

extension Autoencoder {
  /// The posteriors q(z|x) of pictures.
  /// - Parameters:
  ///   - images: any number, each of a shape that the model takes, in the model's range.
  ///   - labels: the number of each picture's class in `description.labels`, for a model with a condition.
  ///   - spread: whether the spread is wanted too. Without it there is less to compute; the means are the same bytes.
  /// - Returns: a result for each picture in their order; one that is not finite, or of another shape, fails alone.
  /// - Throws: what the kernels report.
  public func encode(
    _ images: [Tensor], labels: [Int] = [], spread: Bool = true
  ) throws -> [Result<DiagonalGaussian, ModelError>] {
    try bySize(images, labels, .picture, Self.itself) { picture, images, labels in
      let latent = description.latentShape(height: picture[1], width: picture[2]) ?? latentShape
      return try networks(picture).encoder.network(spread).results(images, labels, .picture) { outputs in
        posterior.read(outputs, latent).map { .success($0) } ?? .failure(.notFinite(.posterior))
      }
    }
  }

  /// The likelihoods p(x|z) of latents.
  /// - Parameters:
  ///   - latents: any number, each of the shape that pictures of some size have.
  ///   - labels: the number of each latent's class in `description.labels`, for a model with a condition.
  ///   - spread: whether the spread is wanted too. Without it there is less to compute; the means are the same bytes.
  /// - Returns: a result for each latent in their order; one that is not finite, or of another shape, fails alone.
  /// - Throws: what the kernels report.
  public func decode(
    _ latents: [Tensor], labels: [Int] = [], spread: Bool = true
  ) throws -> [Result<Likelihood, ModelError>] {
    try bySize(latents, labels, .latent, description.pictureShape(ofLatent:)) { picture, latents, labels in
      try networks(picture).decoder.network(spread).results(latents, labels, .latent) { outputs in
        let family = family(outputs)
        guard outputs[0].isFinite, family.isFinite else { return .failure(.notFinite(.likelihood)) }
        return .success(Likelihood(mean: outputs[0], family: family))
      }
    }
  }

  /// Whether the likelihood is a density: that of a Bernoulli is a probability.
  public var likelihoodIsDensity: Bool { if case .bernoulli = likelihoodFamily { false } else { true } }

  /// The bytes that each thread needs that encodes and decodes pictures of a shape at the same time as others.
  public func bytesPerLane(_ picture: Shape? = nil) throws -> Int {
    let pair = try networks(picture ?? pictureShape)
    return try pair.encoder.whole.bytesPerLane() + pair.decoder.whole.bytesPerLane()
  }

  /// Compiles the encoder ahead of its first use, which takes a while; an error is left to that use. Of a model of any
  /// size it is not known yet which.
  public func prepareToEncode(spread: Bool = true) {
    guard !description.input.takesAnySize else { return }
    try? networks(pictureShape).encoder.network(spread).prepare()
  }

  /// Compiles the decoder ahead of its first use, which takes a while; an error is left to that use.
  public func prepareToDecode(spread: Bool = true) {
    guard !description.input.takesAnySize else { return }
    try? networks(pictureShape).decoder.network(spread).prepare()
  }

  /// A picture's own shape is that of the picture.
  private static func itself(_ picture: Shape) -> Shape? { picture }

  /// Computes the items of each shape together; one of a shape that the model does not take fails alone.
  /// - Parameters:
  ///   - picture: the shape of the picture that belongs to an item of a shape.
  ///   - compute: gives a result for each item of one shape.
  private func bySize<Value>(
    _ tensors: [Tensor], _ labels: [Int], _ quantity: ModelError.Quantity, _ picture: (Shape) -> Shape?,
    _ compute: (Shape, [Tensor], [Int]) throws -> [Result<Value, ModelError>]
  ) throws -> [Result<Value, ModelError>] {
    var results = [Result<Value, ModelError>?](repeating: nil, count: tensors.count)
    for (shape, places) in Dictionary(grouping: tensors.indices, by: { tensors[$0].shape }) {
      guard let picture = picture(shape), description.input.takes(picture) else {
        for place in places { results[place] = .failure(refusal(of: shape, quantity)) }
        continue
      }
      let known = places.map { labels.indices.contains($0) ? labels[$0] : -1 }
      for (place, result) in zip(places, try compute(picture, places.map { tensors[$0] }, known)) {
        results[place] = result
      }
    }
    return results.map { $0 ?? .failure(.notFinite(quantity)) }
  }

  private func refusal(of shape: Shape, _ quantity: ModelError.Quantity) -> ModelError {
    guard description.input.takesAnySize else {
      return .shape(quantity, expected: quantity == .picture ? pictureShape : latentShape, found: shape)
    }
    let taken = quantity == .picture ? description.input.sizeWords : description.latentWords
    return .size(quantity, found: shape, taken: taken)
  }

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
    _ tensors: [Tensor], _ labels: [Int], _ quantity: ModelError.Quantity,
    _ make: ([Tensor]) -> Result<Value, ModelError>
  ) throws -> [Result<Value, ModelError>] {
    let items = zip(tensors, labels).map { Item(value: $0, label: $1) }
    let problems = items.map { item -> ModelError? in
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
