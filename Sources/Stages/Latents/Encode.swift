public import Autoencoders
public import Dataflow
public import Images
import Tensors

/// The posterior q(z|x) of each picture.
public struct Encode: MapStage, RecipeStage {
  private var model: Autoencoder?
  private var givesSpread = true

  /// Encodes with the pipeline's model.
  public init() {}

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "encode", summary: "The posterior q(z|x) of each picture: a mean and a log-variance for each latent dimension.",
    details: "Nothing is sampled here; `sample z` does that. A picture that is far from what the model was trained on "
      + "gets a warning.",
    forms: [.init(.images, .posterior)], example: "- encode:"
  ) { _ in .map(Encode()) }

  /// Binds the stage to the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws { model = try environment.model(for: "encode") }

  /// Leaves out the spread where nobody reads it.
  public mutating func leaveOut(_ parts: Set<Part>) { givesSpread = !parts.contains(.spread) }

  /// Compiles the encoder.
  public func warmUp() { model?.prepareToEncode(spread: givesSpread) }

  /// The posterior of one picture, which has the model's size.
  public func apply(_ item: Item<Image>, _ run: RunContext) throws -> DiagonalGaussian {
    try apply([item], run)[0].get()
  }

  /// The posteriors of a batch, computed together; each fails alone.
  public func apply(_ batch: [Item<Image>], _ run: RunContext) throws -> [Result<DiagonalGaussian, any Error>] {
    guard let model else { throw NotPrepared(stage: "encode") }
    let pictures = batch.map { item in Result { try model.picture(item.value) } }
    var encoded = try model.encode(pictures.compactMap { try? $0.get() }, spread: givesSpread).makeIterator()
    return zip(batch, pictures).map { item, picture in
      picture.flatMap { _ in
        guard let result = encoded.next() else { return .failure(NotPrepared(stage: "encode")) }
        return result.map { posterior in
          model.warnIfStrange(posterior, item.origin, run)
          return posterior
        }.mapError { $0 as any Error }
      }
    }
  }
}

extension Encode {
  /// The picture and its posterior travel on, so that `decode` can tell a strange picture by its reconstruction.
  public func carried(from item: Item<Image>, to output: DiagonalGaussian) -> Carried {
    var carried = item.carried
    carried[EncodedKey.self] = Encoded(picture: item.value, posterior: output)
    return carried
  }
}

/// A stage was used without a pipeline around it.
struct NotPrepared: Error, CustomStringConvertible {
  let stage: String
  var description: String { "\"\(stage)\" was run outside a pipeline" }
}
