public import Files
public import Images
public import Kernels
import Tensors

/// Encoder and decoder of a model folder as programs, to be written in another form.
public struct ModelPrograms: Sendable {
  /// Picture to mean and, unless the model is deterministic, spread of the posterior.
  public let encoder: Program
  /// Latent to mean and, where each sample has its own, spread of the likelihood.
  public let decoder: Program
  /// What the encoder's outputs are called: `posterior.mean`, `posterior.log_variance`.
  public let encoderOutputs: [String]
  /// What the decoder's outputs are called: `likelihood.mean`, `likelihood.log_variance`.
  public let decoderOutputs: [String]

  /// Reads a model folder.
  /// - Parameter size: of the pictures; needed for a model that takes any.
  /// - Throws: as `Autoencoder.init(folder:kernels:)`; `ModelError.anySize`, and `.size` for one that it does not take.
  public init(folder: Path, size: PixelSize? = nil) throws {
    let model = try ModelFolder(folder)
    let document = model.document
    let input = document.description.input
    let said = size.map { Shape([input.channels, $0.height, $0.width]) }
    guard let picture = said ?? input.shape else { throw ModelError.anySize(name: document.description.name) }
    guard input.takes(picture), let latent = document.description.latentShape(height: picture[1], width: picture[2])
    else { throw ModelError.size(.picture, found: picture, taken: input.sizeWords) }
    let networks = try ModelNetworks(document, picture: picture, latent: latent, model.weights)
    (encoder, decoder) = (networks.encoder, networks.decoder)
    let names = Self.names("posterior", document.posterior.spread?.measure, count: 2)
    let logits =
      (document.posterior.mixture == nil ? [] : ["posterior.logits"])
      + document.posterior.categorical.map { "posterior.\($0.name).logits" }
    let before = (document.posterior.isContinuous ? [names[0]] : []) + logits
    encoderOutputs = before + (encoder.outputs.count > before.count ? [names[1]] : [])
    var measure: Spread?
    if case .gaussian(let head) = document.likelihood.family { measure = head.measure }
    decoderOutputs = Self.names("likelihood", measure, count: decoder.outputs.count)
  }

  private static func names(_ owner: String, _ spread: Spread?, count: Int) -> [String] {
    let measure = String((spread ?? .logVariance).rawValue.map { $0 == " " ? "_" : $0 })
    return ["\(owner).mean", "\(owner).\(measure)"].prefix(count).map { $0 }
  }
}
