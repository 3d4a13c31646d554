public import Autoencoders
public import Dataflow
public import Images
import Tensors

/// The posterior q(z|x) of each picture.
public struct Encode: MapStage, RecipeStage {
  /// What happens to a picture that is far from what the model was trained on.
  public var onOutlier: OutlierRule
  private var model: Autoencoder?
  private var givesSpread = true

  /// Encodes with the pipeline's model.
  public init(onOutlier: OutlierRule = .warn) { self.onOutlier = onOutlier }

  static let onOutlier = Field<OutlierRule>.choice(
    "on outlier", default: .warn,
    help:
      "a picture beyond what 99.9 % of the model's training data are: warn; clamp: pull its latent back to their norm; skip: leave it out, as a failure"
  )

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "encode", summary: "The posterior q(z|x) of each picture: a mean and a log-variance for each latent dimension.",
    details: "Nothing is sampled here; `sample z` does that. A picture that is far from what the model was trained on "
      + "gets a warning that names it, by its latent norm or its reconstruction error. `on outlier: clamp` pulls the mean "
      + "of one whose norm is too large back to the norm that 99.9 % of the training data do not exceed; `skip` leaves out "
      + "one that is too far by either measure and lists it in failures.ndjson; it decodes each picture once more.",
    forms: [.init(.images, .posterior)], fields: [onOutlier.declaration], example: "- encode:"
  ) { arguments in .map(Encode(onOutlier: try arguments(onOutlier))) }

  /// Binds the stage to the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "encode")
    try environment.checkCondition(of: model, for: "encode")
    try onOutlier.check(model)
    self.model = model
  }

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
    try encode(batch, run).posteriors
  }

  /// The same; a picture and its posterior travel on, so that `decode` can tell a strange picture by its reconstruction.
  public func emit(_ batch: [Item<Image>], _ run: RunContext) throws -> [Result<Emission<DiagonalGaussian>, any Error>]
  {
    let (pictures, posteriors) = try encode(batch, run)
    return zip(batch, zip(pictures, posteriors)).map { item, encoded in
      encoded.0.flatMap { tensor in
        encoded.1.map { posterior in
          var carried = item.carried
          carried[EncodedKey.self] = Encoded(
            picture: item.value, tensor: tensor, posterior: posterior, label: item.label)
          return Emission(posterior, carried: carried)
        }
      }
    }
  }

  /// The pictures as the model takes them, and their posteriors.
  private func encode(
    _ batch: [Item<Image>], _ run: RunContext
  ) throws -> (pictures: [Result<Tensor, any Error>], posteriors: [Result<DiagonalGaussian, any Error>]) {
    guard let model else { throw NotPrepared(stage: "encode") }
    let pictures = batch.map { item in Result { try model.picture(item.value) } }
    let sound = zip(batch, pictures).compactMap { item, picture in (try? picture.get()).map { ($0, item.label) } }
    var encoded = try model.encode(sound.map(\.0), labels: sound.map(\.1), spread: givesSpread).makeIterator()
    let posteriors = pictures.map { picture in
      picture.flatMap { _ in (encoded.next() ?? .failure(.notFinite(.posterior))).mapError { $0 as any Error } }
    }
    let errors =
      onOutlier == .skip
      ? try model.reconstructionErrors(pictures, posteriors, labels: batch.map(\.label)) : batch.map { _ in nil }
    let settled = zip(zip(batch, posteriors), errors).map { pair, error in
      let (item, posterior) = pair
      return posterior.flatMap { posterior in
        Result { try onOutlier.settle(posterior, reconstructionError: error, item.origin, model, run) }
      }
    }
    return (pictures, settled)
  }
}

/// A stage was used without a pipeline around it.
struct NotPrepared: Error, CustomStringConvertible {
  let stage: String
  var description: String { "\"\(stage)\" was run outside a pipeline" }
}
