public import Autoencoders
public import Dataflow
import Tensors

/// The likelihood p(x|z) of each latent.
public struct Decode: MapStage, RecipeStage {
  private var model: Autoencoder?

  public init() {}

  public static let declaration = StageDeclaration(
    "decode", summary: "The likelihood p(x|z) of each latent: a distribution over pictures.",
    details: "Nothing is sampled here; `sample` makes a picture of it.",
    forms: [.init(.latents, .likelihood)], example: "- decode:"
  ) { _ in .map(Decode()) }

  public mutating func prepare(_ environment: Environment) throws { model = try environment.model(for: "decode") }

  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Likelihood { try apply([item], run)[0].get() }

  public func apply(_ batch: [Item<Latent>], _ run: RunContext) throws -> [Result<Likelihood, any Error>] {
    guard let model else { throw NotPrepared(stage: "decode") }
    return try model.decode(batch.map(\.value.tensor)).map { $0.mapError { $0 as any Error } }
  }
}
