import Autoencoders
public import Dataflow
import Tensors

/// Walks along one latent dimension, or over the plane of two.
public struct Traverse: MapStage, RecipeStage {
  /// What all other dimensions are.
  public enum Centre: String, CaseIterable, Sendable { case item, prior }

  /// The dimensions to walk along, one after the other, as they are named.
  public var dimensions: [String]
  /// The two dimensions of a plane, as they are named.
  public var plane: (x: String, y: String?)?
  /// The values they take.
  public var values: WalkValues
  /// What all other dimensions are.
  public var centre: Centre
  private var assignments: [(index: Int, value: Double)] = []
  private var resolved: [(name: String, index: Int)] = []
  private var prior: Prior?

  /// A walk along each of the dimensions, or over a plane.
  public init(
    dimensions: [String] = [], plane: (x: String, y: String?)? = nil, values: WalkValues = WalkValues(),
    centre: Centre = .item
  ) {
    self.dimensions = dimensions
    self.plane = plane
    self.values = values
    self.centre = centre
  }

  /// Around the prior's mean nothing is left of an item.
  public var forgets: Set<Need> { centre == .prior ? [.photograph, .uneditedLatents] : [] }

  /// Finds the dimensions in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "traverse")
    prior = model.prior
    let named = plane.map { [("x", $0.x)] + ($0.y.map { [("y", $0)] } ?? []) } ?? dimensions.map { ("dimensions", $0) }
    resolved = try named.flatMap { field, name in try DimensionSelector.named([name], model, field: field) }
    if let plane, resolved.count != (plane.y == nil ? 1 : 2) {
      throw FieldError(
        "x", "\"x\" and \"y\" take one dimension each; \"dimensions\" takes several, one after the other")
    }
  }

  /// An instance for each value, or for each point of the plane.
  public func variants() -> [Variant<Traverse>] {
    let values = values.points
    if plane == nil {
      return resolved.flatMap { dimension in
        let label: Coordinate.Value = Int(dimension.name).map { .number(Double($0)) } ?? .text(dimension.name)
        return values.map {
          variant([Coordinate("dimension", label), Coordinate("value", $0)], [(dimension.index, $0)])
        }
      }
    }
    guard resolved.count == 2 else { return values.map { variant([Coordinate("x", $0)], [(resolved[0].index, $0)]) } }
    return values.flatMap { y in
      values.map { x in
        variant([Coordinate("y", y), Coordinate("x", x)], [(resolved[0].index, x), (resolved[1].index, y)])
      }
    }
  }

  /// The latent at one place of the walk.
  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Latent {
    guard let prior else { throw NotPrepared(stage: "traverse") }
    var latent = Latent(centre == .prior ? prior.mean : item.value.tensor)
    for (index, point) in assignments {
      latent.tensor[index] = values.value(at: point, latent.tensor[index], of: index, prior)
    }
    return latent
  }

  private func variant(_ coordinates: [Coordinate], _ assignments: [(index: Int, value: Double)]) -> Variant<Traverse> {
    var stage = self
    stage.assignments = assignments
    return Variant(coordinates, stage)
  }
}
