public import Autoencoders
public import Dataflow
import Tensors

/// The likelihood p(x|z) of each latent.
public struct Decode: MapStage, RecipeStage {
  private var model: Autoencoder?
  private var givesSpread = true
  private var check: ReconstructionCheck?

  /// Decodes with the pipeline's model.
  public init() {}

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "decode", summary: "The likelihood p(x|z) of each latent: a distribution over pictures.",
    details: "Nothing is sampled here; `sample` makes a picture of it.",
    forms: [.init(.latents, .likelihood)], example: "- decode:"
  ) { _ in .map(Decode()) }

  /// Binds the stage to the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "decode")
    try environment.checkCondition(of: model, for: "decode")
    self.model = model
    check = ReconstructionCheck(model)
  }

  /// Leaves out the spread where nobody reads it.
  public mutating func leaveOut(_ parts: Set<Part>) { givesSpread = !parts.contains(.spread) }

  /// Compiles the decoder.
  public func warmUp() { model?.prepareToDecode(spread: givesSpread) }

  /// The likelihood of one latent.
  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Likelihood { try apply([item], run)[0].get() }

  /// The likelihoods of a batch, computed together; each fails alone.
  public func apply(_ batch: [Item<Latent>], _ run: RunContext) throws -> [Result<Likelihood, any Error>] {
    guard let model else { throw NotPrepared(stage: "decode") }
    let likelihoods = try model.decode(batch.map(\.value.tensor), labels: batch.map(\.label), spread: givesSpread)
    for (item, likelihood) in zip(batch, likelihoods) {
      guard let encoded = item.carried[EncodedKey.self], let likelihood = try? likelihood.get() else { continue }
      check?.examine(encoded, likelihood, item.origin, run)
    }
    return likelihoods.map { $0.mapError { $0 as any Error } }
  }
}
