public import Documents
public import Kernels
public import Tensors

/// A model as its `model.yaml` describes it, with new parameters: what a training begins with.
public struct UntrainedModel: Sendable {
  /// What the pictures and numbers are.
  public let description: ModelDescription
  /// `[channels, height, width]` of a picture.
  public let pictureShape: Shape
  /// The shape of a latent.
  public let latentShape: Shape
  /// Picture to mean of the posterior, logits of its mixture where it is one, and, unless the model is deterministic,
  /// spread.
  public let encoder: Program
  /// Latent to mean and, where each sample has its own, log-variance of the likelihood; to the logits of a Bernoulli.
  public let decoder: Program
  /// The layers, with what they cost.
  public let summary: ModelSummary
  /// How the decoder's outputs are a distribution.
  public let family: Family
  /// How a posterior's spread is measured by the encoder's second output; nil for a deterministic model.
  public let posteriorSpread: SpreadMeasure?
  /// How many normal distributions the posterior is a mixture of; nil for one that is no mixture.
  public let posteriorComponents: Int?
  /// How many normal distributions the prior is a mixture of, which are learned too; nil for a prior that is given.
  public let priorComponents: Int?
  /// What the fingerprint of the trained model covers beside its tensors.
  let architecture: String
  /// The text that describes it, as it goes into the model's folder.
  public let text: String

  /// The families of likelihoods.
  public enum Family: Sendable, Equatable {
    /// Normal, each sample with a spread of its own.
    case gaussian(SpreadMeasure)
    /// Normal, all samples with one variance.
    case fixedVariance(Double)
    /// 0 or 1, by logits.
    case bernoulli
  }

  /// What an output means that gives a spread.
  public enum SpreadMeasure: Sendable { case logVariance, logSigma, sigma }

  /// Reads a description and creates the parameters.
  /// - Parameters:
  ///   - root: the mapping that `model.yaml` would have.
  ///   - file: where it stands.
  /// - Throws: everything that is wrong with it, at once; `ModelError.anySize`.
  public init(_ root: Node, in file: SourceFile, seed: UInt64) throws {
    let root = root.withoutWhatWasLearnt
    let document = try ModelDocument(root, file)
    try document.checkLearnable()
    guard let picture = document.description.input.shape, let prior = document.description.prior else {
      throw ModelError.anySize(name: document.description.name)
    }
    let networks = try ModelNetworks(untrained: document, picture: picture, latent: prior.mean.shape, seed: seed)
    for network in [networks.encoder, networks.decoder] {
      if let name = network.operationWithoutGradient {
        throw Diagnostics([
          file.error("\(name) has no gradient yet: models with it are run, but not trained", at: document.latentPlace)
        ])
      }
    }
    priorComponents = document.priorComponents
    architecture = document.architecture
    text = priorComponents == nil ? root.yaml : root.naming(mixture: MixturePrior.fileName).yaml
    description = document.description
    pictureShape = picture
    latentShape = prior.mean.shape
    encoder = networks.encoder
    decoder = networks.decoder
    summary = networks.summary
    posteriorSpread = document.posterior.spread.map { SpreadMeasure($0.measure) }
    posteriorComponents = document.posterior.mixture?.components
    switch document.likelihood.family {
    case .gaussian(let head): family = .gaussian(SpreadMeasure(head.measure))
    case .fixedVariance(let variance): family = .fixedVariance(Double(variance))
    case .bernoulli: family = .bernoulli
    }
  }
}

extension Node {
  /// A model's description without what a training finds out: another model's statistics, and its mixture.
  fileprivate var withoutWhatWasLearnt: Node {
    guard let fields = mapping else { return self }
    let kept = fields.filter { $0.key.text != "statistics" }.compactMap { field -> Node.Field? in
      guard field.key.text == "prior", let parts = field.value.mapping else { return field }
      let rest = parts.filter { $0.key.text != "mixture" }
      return rest.isEmpty ? nil : Node.Field(key: field.key, value: Node(.mapping(rest), mark: field.value.mark))
    }
    return Node(.mapping(kept), mark: mark, length: length)
  }
}

extension Node {
  /// The same description with the file in which a mixture that is learned will lie.
  fileprivate func naming(mixture name: String) -> Node {
    guard let fields = mapping else { return self }
    let named = fields.map { field -> Node.Field in
      guard field.key.text == "prior", let parts = field.value.mapping else { return field }
      let mark = field.value.mark
      let own = Node.Field(
        key: Scalar("mixture", mark: mark),
        value: Node(.scalar(Scalar(name, mark: mark)), mark: mark))
      return Node.Field(key: field.key, value: Node(.mapping(parts + [own]), mark: mark))
    }
    return Node(.mapping(named), mark: mark, length: length)
  }
}

extension ModelDocument {
  /// An interleaved head is sorted by a layer of zeros and ones, which must not learn.
  fileprivate func checkLearnable() throws(Diagnostics) {
    guard posterior.layout == .interleaved else { return }
    let message =
      "a head with `layout: interleaved` is for models that came from elsewhere; train with `chunked`, or with "
      + "two heads"
    throw Diagnostics([file.error(message, at: posterior.joint.place)])
  }
}

extension UntrainedModel {
  /// The description with how the training data lies in it, which is known only when the model is trained.
  public func text(with statistics: ModelStatistics) -> String {
    func rounded(_ value: Double) -> String { "\((value * 1e5).rounded() / 1e5)" }
    return text + "statistics: {reconstruction error: \(rounded(statistics.reconstructionError)), latent norm: "
      + "\(rounded(statistics.latentNorm))}\n"
  }
}

extension UntrainedModel.SpreadMeasure {
  fileprivate init(_ spread: Spread) {
    switch spread {
    case .logVariance: self = .logVariance
    case .logSigma: self = .logSigma
    case .sigma: self = .sigma
    }
  }
}
