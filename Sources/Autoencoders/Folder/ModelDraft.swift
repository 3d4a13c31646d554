public import Checkpoints
public import Documents
public import Files
public import Kernels
import Tensors

/// A model that lies in memory, checked as its folder would be: what an import makes before anything is written.
public struct ModelDraft: Sendable {
  /// The text of its `model.yaml`.
  public let text: String

  /// Its tensors.
  public let tensors: TensorDictionary

  /// The layers, with what they cost; nil for a model of pictures of any size.
  public let summary: ModelSummary?

  let document: ModelDocument
  private let networks: ModelNetworks?

  /// Checks a description against tensors.
  /// - Parameters:
  ///   - text: the text of `model.yaml`.
  ///   - path: the folder it is to lie in, for messages.
  /// - Throws: `Diagnostics` with everything that is wrong in it or does not fit the tensors.
  public init(_ text: String, _ tensors: TensorDictionary, for path: Path) throws(Diagnostics) {
    self.text = text
    self.tensors = tensors
    document = try ModelDocument(SourceFile(name: (path / ModelFolder.descriptionName).string, text: text))
    guard let picture = document.description.input.shape, let prior = document.description.prior else {
      (networks, summary) = (nil, nil)
      return
    }
    let networks = try ModelNetworks(document, picture: picture, latent: prior.mean.shape, tensors)
    (self.networks, summary) = (networks, networks.summary)
  }

  /// The model, to be run where it is.
  /// - Throws: `ModelError.anySize`.
  public func model(_ kernels: any Kernels = StandardKernels.make()) throws -> Autoencoder {
    guard let networks, let prior = document.description.prior, let picture = document.description.input.shape else {
      throw ModelError.anySize(name: document.description.name)
    }
    let all = Dictionary(uniqueKeysWithValues: try tensors.names.map { ($0, try tensors.tensor($0)) })
    return Autoencoder(
      document, networks, picture: picture, prior: prior,
      fingerprint: Fingerprint(all, architecture: document.architecture).hex, folder: tensors.path.parent, kernels)
  }
}
