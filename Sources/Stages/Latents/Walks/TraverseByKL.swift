public import Autoencoders
public import Dataflow
import Tensors

/// Walks along the dimensions of each posterior in the order in which they differ from the prior.
public struct TraverseByKL: MapStage, RecipeStage {
  /// The same as that of `traverse`.
  public static let declaration = Traverse.declaration

  /// The dimensions that are put in order, as they are named; empty for all.
  public var dimensions: [String]
  /// Only so many of them; nil for all.
  public var count: Int?
  /// The values they take.
  public var values: WalkValues
  /// What all other dimensions are.
  public var centre: Traverse.Centre
  private var resolved: [(name: String, index: Int)] = []
  private var prior: Prior?
  private var rank = 0
  private var point = 0.0

  /// The most latents that are made of one posterior.
  static let maximumLatents = 10_000

  /// A walk along each of the dimensions, the most telling one first.
  public init(
    dimensions: [String] = [], count: Int? = nil, values: WalkValues = WalkValues(), centre: Traverse.Centre = .item
  ) {
    self.dimensions = dimensions
    self.count = count
    self.values = values
    self.centre = centre
  }

  /// What captions can show.
  public var facts: [String] { ["dimension", "kl"] }

  /// Finds the dimensions in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "traverse")
    guard !model.description.isDeterministic else {
      throw FieldError(
        "order", "the encoder of \(model.name) gives no variances, so that no dimension has a KL divergence")
    }
    prior = model.prior
    if model.description.input.takesAnySize { _ = try DimensionSelector.resolve([], model, field: nil) }
    resolved =
      dimensions.isEmpty
      ? (0..<model.latentShape.count).map { (model.dimensionName($0), $0) }
      : try DimensionSelector.named(dimensions, model, field: "dimensions")
    guard walked * values.steps <= Self.maximumLatents else {
      throw FieldError(
        "order",
        "\(walked) dimensions with \(values.steps) values each make more than \(Self.maximumLatents) items of "
          + "one; say with \"count\" how many dimensions")
    }
  }

  /// An instance for each rank and value.
  public func variants() -> [Variant<TraverseByKL>] {
    (0..<walked).flatMap { rank in
      values.points.map { point in
        var stage = self
        (stage.rank, stage.point) = (rank, point)
        return Variant([Coordinate("rank", Double(rank + 1)), Coordinate("value", point)], stage)
      }
    }
  }

  /// The latent at one place of the walk.
  public func apply(_ item: Item<DiagonalGaussian>, _ run: RunContext) throws -> Latent {
    guard let prior else { throw NotPrepared(stage: "traverse") }
    let index = resolved[order(item.value, prior)[rank]].index
    var latent = Latent(centre == .prior ? prior.mean : item.value.mean)
    latent.tensor[index] = values.value(at: point, latent.tensor[index], of: index, prior)
    return latent
  }

  /// Which dimension was walked along, and its divergence.
  public func carried(from item: Item<DiagonalGaussian>, to output: Latent) -> Carried {
    guard let prior else { return item.carried }
    let dimension = resolved[order(item.value, prior)[rank]]
    var carried = item.carried
    var facts = carried[FactsKey.self] ?? Facts()
    facts.values["dimension"] = Int(dimension.name).map { .number(Double($0)) } ?? .text(dimension.name)
    facts.values["kl"] = .number(prior.divergence(of: item.value, dimension.index))
    carried[FactsKey.self] = facts
    return carried
  }

  private var walked: Int { min(count ?? .max, resolved.count) }

  /// Places in `resolved`, the largest divergence first; of equal ones the first named.
  private func order(_ posterior: DiagonalGaussian, _ prior: Prior) -> [Int] {
    let divergences = resolved.map { prior.divergence(of: posterior, $0.index) }
    return divergences.indices.sorted { (divergences[$1], $0) < (divergences[$0], $1) }
  }
}
