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

  /// The layers, with what they cost, for pictures of the usual size.
  public let summary: ModelSummary

  /// The pictures that it takes.
  public var input: ModelDescription.Input { document.description.input }

  let document: ModelDocument
  private let networks: ModelNetworks

  /// Checks a description against tensors.
  /// - Parameters:
  ///   - text: the text of `model.yaml`.
  ///   - path: the folder it is to lie in, for messages.
  /// - Throws: `Diagnostics` with everything that is wrong in it or does not fit the tensors.
  public init(_ text: String, _ tensors: TensorDictionary, for path: Path) throws(Diagnostics) {
    self.text = text
    self.tensors = tensors
    document = try ModelDocument(SourceFile(name: (path / ModelFolder.descriptionName).string, text: text))
    networks = try ModelNetworks(document, tensors)
    summary = networks.summary
  }

  /// The model, to be run where it is.
  public func model(_ kernels: any Kernels = StandardKernels.make()) throws -> Autoencoder {
    let all = Dictionary(uniqueKeysWithValues: try tensors.names.map { ($0, try tensors.tensor($0)) })
    return Autoencoder(
      document, networks, tensors, prior: document.prior,
      fingerprint: Fingerprint(all, architecture: document.architecture).hex, folder: tensors.path.parent, kernels)
  }
}
