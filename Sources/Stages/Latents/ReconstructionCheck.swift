import Autoencoders
import Dataflow
import Images
import Synchronization
import Tensors

/// The picture an item was encoded from, and what came of it.
struct Encoded: Sendable {
  let picture: Image
  /// The same as the encoder took it.
  let tensor: Tensor
  let posterior: DiagonalGaussian
  /// The number of the picture's label, for a conditional model.
  let label: Int
}

enum EncodedKey: CarriedKey { typealias Value = Encoded }

/// Tells pictures that are far from what the model was trained on by their reconstruction error.
///
/// The reconstruction itself would cost a decoding more for each picture. But an edit takes the decoded picture farther
/// from the original, hardly ever nearer: where the edited one is within the limit, so is the reconstruction, and only
/// the others are reconstructed to be sure.
final class ReconstructionCheck: Sendable {
  private let model: Autoencoder
  private let limit: Double
  private let examined = Mutex<Set<String>>([])

  /// - Returns: nil where nobody measured the model's training data.
  init?(_ model: Autoencoder) {
    guard let statistics = model.description.statistics else { return nil }
    self.model = model
    limit = statistics.reconstructionError
  }

  /// Warns of a picture, once, if its reconstruction error is beyond the limit. One that was warned of because of its
  /// latent norm is left alone.
  func examine(_ encoded: Encoded, _ edited: Likelihood, _ origin: String, _ run: RunContext) {
    guard Autoencoder.reconstructionError(of: encoded.tensor, from: edited.mean) > limit,
      examined.withLock({ $0.insert(origin).inserted }), !model.isStrange(encoded.posterior),
      let reconstruction = try? model.decode([encoded.posterior.mean], labels: [encoded.label], spread: false)[0].get()
    else { return }
    let error = Autoencoder.reconstructionError(of: encoded.tensor, from: reconstruction.mean)
    model.warnIfStrange(encoded.posterior, reconstructionError: error, origin, run)
  }
}

extension Autoencoder {
  /// Whether the latent norm alone tells that a picture is strange.
  func isStrange(_ posterior: DiagonalGaussian) -> Bool {
    if case .unfamiliar = familiarity(of: posterior) { true } else { false }
  }

  /// Warns if a picture is unlike those the model was trained on.
  func warnIfStrange(
    _ posterior: DiagonalGaussian, reconstructionError: Double? = nil, _ origin: String, _ run: RunContext
  ) {
    let verdict = familiarity(of: posterior, reconstructionError: reconstructionError)
    guard case .unfamiliar = verdict else { return }
    run.warn("\(origin): \(verdict); is it cut and aligned as the model needs it?")
  }
}
