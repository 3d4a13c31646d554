import Checkpoints
public import Distributions
import Statistics
public import Tensors

/// A mixture of normal distributions over a model's latents, as its folder carries it.
public struct MixturePrior: Sendable {
  /// The mixture, in double precision; the latents' elements in row-major order.
  public let mixture: Mixture<CorrelatedGaussian>
  /// The shape of a latent.
  public let latentShape: Shape
  /// What it was fitted on.
  public let origin: Origin
  /// SHA-256 over weights, means and covariances, lowercase hexadecimal.
  public let fingerprint: String
  /// Weights `[K]`, means `[K, d]` and covariances `[K, d, d]`, as its file has them.
  let tensors: [String: Tensor]

  /// What a mixture was fitted on.
  public struct Origin: Hashable, Sendable {
    /// The model whose latents they are; nil if the file does not say so.
    public var model: AttributeVector.ModelIdentity?
    /// Which pictures, in words; empty if the file does not say so.
    public var source: String
    /// How many pictures; nil if the file does not say so.
    public var pictures: Int?

    /// What a mixture was fitted on.
    public init(model: AttributeVector.ModelIdentity?, source: String = "", pictures: Int? = nil) {
      self.model = model
      self.source = source
      self.pictures = pictures
    }
  }

  /// The most dimensions for which full covariances are kept.
  public static let mostDimensions = 1024

  /// A mixture of tensors.
  /// - Throws: ``MixturePriorProblem``.
  init(_ tensors: [String: Tensor], latentShape: Shape, origin: Origin) throws(MixturePriorProblem) {
    let checked = try CheckedMixture(tensors, dimension: latentShape.count)
    mixture = try checked.mixture()
    self.tensors = tensors
    self.latentShape = latentShape
    self.origin = origin
    fingerprint = Fingerprint(tensors, architecture: MixturePrior.format).hex
  }

  /// A mixture, rounded to single precision.
  /// - Throws: ``MixturePriorProblem`` where a covariance does not survive that.
  init(
    _ mixture: Mixture<CorrelatedGaussian>, latentShape: Shape, origin: Origin
  ) throws(MixturePriorProblem) {
    let (count, size) = (mixture.components.count, latentShape.count)
    func tensor(_ shape: Shape, _ numbers: [Double]) -> Tensor { Tensor(shape, numbers.map { Float($0) }) }
    try self.init(
      [
        Name.weights: tensor([count], mixture.weights.probabilities),
        Name.means: tensor([count, size], mixture.components.flatMap(\.mean)),
        Name.covariances: tensor([count, size, size], mixture.components.flatMap(\.covariance.elements)),
      ], latentShape: latentShape, origin: origin)
  }

  /// The names of the tensors.
  enum Name {
    static let weights = "weights"
    static let means = "means"
    static let covariances = "covariances"
  }

  /// A draw: z = mₖ + t·Lₖ·ε, where component k has the covariance Lₖ·Lₖᵀ.
  /// - Precondition: there is as much noise as there are dimensions.
  public func sample(temperature: Float, choice: Float, noise: [Float]) -> Tensor {
    let latent = mixture.sample(
      temperature: Double(temperature), choice: Double(choice), noise: noise.map { Double($0) })
    return Tensor(latentShape, latent.map { Float($0) })
  }
}

extension MixturePrior: Equatable {
  /// Whether both have the same numbers.
  public static func == (a: MixturePrior, b: MixturePrior) -> Bool { a.fingerprint == b.fingerprint }
}

extension MixturePrior: CustomStringConvertible {
  /// As `a mixture of 10 normal distributions, fitted on 8000 pictures of faces`.
  public var description: String {
    let count = mixture.components.count
    let pictures = origin.pictures.map {
      ", fitted on \($0) pictures" + (origin.source.isEmpty ? "" : " of \(origin.source)")
    }
    return "a mixture of \(count) normal distribution\(count == 1 ? "" : "s")" + (pictures ?? "")
  }
}
