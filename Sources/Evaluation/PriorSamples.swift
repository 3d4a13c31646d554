public import Autoencoders
import Images
public import Tensors

/// Pictures of nobody: the decoder's means of latents that are drawn from a prior; of a conditional model, one class
/// after the other.
public struct PriorSamples: Sendable {
  /// Which prior.
  public enum Kind: String, CaseIterable, Sendable {
    /// The normal distribution of the training.
    case normal = "N(0, I)"
    /// The mixture that the model carries.
    case mixture = "mixture"
  }

  /// Which prior.
  public let kind: Kind
  /// In the model's shape and range.
  public let pictures: [Tensor]
  /// Their mean gradient energy, of samples in [0, 1].
  public let energy: Double

  /// Draws of every prior that a model has.
  /// - Throws: what the kernels report.
  public static func all(of model: Autoencoder, count: Int, seed: UInt64) throws -> [PriorSamples] {
    try Kind.allCases.filter { $0 == .normal ? !model.prior.isLearned : model.prior.mixture != nil }
      .map {
        try PriorSamples($0, of: model, count: count, seed: seed)
      }
  }

  /// Draws of one prior.
  /// - Throws: what the kernels report.
  public init(_ kind: Kind, of model: Autoencoder, count: Int, seed: UInt64) throws {
    let chunks = (count + Autoencoder.chunk - 1) / Autoencoder.chunk
    let decoded = try concurrentMap(chunks) { chunk -> [Tensor] in
      let numbers = chunk * Autoencoder.chunk..<min((chunk + 1) * Autoencoder.chunk, count)
      let latents = numbers.map { Self.latent(kind, model.prior, number: $0, seed) }
      return try model.decode(latents, labels: PictureClasses.ofDraws(numbers, model), spread: false).compactMap {
        try? $0.get().mean
      }
    }
    self.kind = kind
    pictures = decoded.flatMap { $0 }
    let scale = model.description.input.range == .unit ? 1 : 0.25
    energy = pictures.reduce(0.0) { $0 + GradientEnergy.of($1) } * scale / Double(max(1, pictures.count))
  }

  private static func latent(_ kind: Kind, _ prior: Prior, number: Int, _ seed: UInt64) -> Tensor {
    func source(_ draw: Int) -> RandomSource {
      RandomSource(seed: seed, stage: "evaluate prior", item: "\(number)", draw: draw)
    }
    let noise = source(0).normals(prior.mean.count)
    return switch kind {
    case .normal: prior.sampleNormal(temperature: 1, noise: noise)
    case .mixture: prior.sample(temperature: 1, choice: source(1).uniforms(1)[0], noise: noise)
    }
  }
}
