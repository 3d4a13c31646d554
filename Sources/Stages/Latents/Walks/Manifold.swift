import Autoencoders
public import Dataflow
import Tensors

/// The prior's manifold: latents over the plane of two dimensions, or along one, at quantiles of the prior, all other
/// dimensions at the prior's mean. It needs no pictures.
public struct Manifold: SourceStage, RecipeStage {
  /// The dimension that changes from left to right, as it is named.
  public var x: String
  /// The dimension that changes from top to bottom, if one does.
  public var y: String?
  /// The first and the last probability.
  public var range: ClosedRange<Double>
  /// How many quantiles of each dimension.
  public var steps: Int
  private var walk: Traverse?
  private var prior: Prior?

  /// Ten by ten latents unless said.
  public init(x: String, y: String? = nil, range: ClosedRange<Double> = 0.05...0.95, steps: Int = 10) {
    self.x = x
    self.y = y
    self.range = range
    self.steps = steps
  }

  /// Finds the dimensions in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let values = WalkValues(.quantile, range: range, steps: steps)
    try values.check()
    prior = try environment.model(for: "manifold").prior
    var walk = Traverse(plane: (x, y), values: values, centre: .prior)
    try walk.prepare(environment)
    self.walk = walk
  }

  /// An instance for each place.
  public func variants() -> [Variant<Manifold>] {
    (walk?.variants() ?? []).map { variant in
      var stage = self
      stage.walk = variant.stage
      return Variant(variant.coordinates, stage)
    }
  }

  /// The name of all of them.
  public func list() -> SourceListing { .entries([SourceEntry(key: "manifold")]) }

  /// The latent at one place.
  public func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Latent> {
    guard let prior, let walk else { throw NotPrepared(stage: "manifold") }
    let item = Item(id: ItemID(key: entry.key), position: 0, value: Latent(prior.mean))
    return Emission(try walk.apply(item, run))
  }
}

extension Manifold {
  static let x = Field.text(
    "x", required: true, help: "the dimension that changes from left to right, by name or index")
  static let y = Field.text("y", help: "the dimension that changes from top to bottom")
  static let range = Field.interval(
    "range", default: 0.05...0.95, help: "the first and the last quantile, as probabilities between 0 and 1")
  static let steps = Field.integer("steps", in: 2...100, default: 10, help: "how many quantiles of each dimension")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "manifold", summary: "The prior's manifold: latents over the plane of two dimensions at the prior's quantiles.",
    details: "Even steps of probability go through the inverse normal distribution function, so that every part of the "
      + "plane that the prior finds equally likely gets as many latents; all other dimensions are the prior's mean. It is a "
      + "source without pictures. Its items are called manifold and have the coordinates x and y, the probabilities.",
    forms: [.init(nil, .latents)], inputs: [], inputCounts: [0],
    fields: [x.declaration, y.declaration, range.declaration, steps.declaration],
    example: "- manifold: {x: 0, y: 1, steps: 15}"
  ) { arguments in
    .source(
      Manifold(
        x: try arguments(x), y: try arguments.optional(y), range: try arguments(range), steps: try arguments(steps)))
  }
}
