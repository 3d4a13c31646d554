public import Autoencoders
public import Dataflow
public import Images
import Tensors

/// A picture of each likelihood: its mean, or a draw x ~ p(x|z).
public struct Sample: MapStage, RecipeStage {
  /// 0 takes the mean.
  public var temperature: Double
  private var model: Autoencoder?

  /// Draws with a factor of the standard deviation; 0 takes the mean.
  public init(temperature: Double) { self.temperature = temperature }

  static let temperature = Field.number(
    "temperature", in: 0...100, required: true, sweeps: true,
    help: "the factor of the standard deviation: 0 takes the mean, 1 is a fair draw of p(x|z)")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "sample", summary: "A picture of each likelihood: its mean at temperature 0, else a draw x ~ p(x|z).",
    forms: [.init(.likelihood, .images)], fields: [temperature.declaration], example: "- sample: {temperature: 0}",
    bridgeHint: "`temperature: 0` takes the mean"
  ) { .map(Sample(temperature: try $0(temperature))) }

  /// Binds the stage to the pipeline's model, whose range the pictures have.
  public mutating func prepare(_ environment: Environment) throws { model = try environment.model(for: "sample") }

  /// The mean is all that temperature 0 takes.
  public var unread: Set<Part> { temperature == 0 ? [.spread] : [] }

  /// One picture, samples in [0, 1], beyond which a draw may go.
  public func apply(_ item: Item<Likelihood>, _ run: RunContext) throws -> Image {
    guard let model else { throw NotPrepared(stage: "sample") }
    let noise = temperature == 0 ? [] : run.noise(for: item.id).normals(item.value.mean.count)
    let tensor = item.value.sample(temperature: Float(temperature), noise: noise)
    return try model.image(tensor)
  }
}
