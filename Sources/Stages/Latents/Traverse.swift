import Autoencoders
public import Dataflow
import Documents
import Tensors

/// Walks along one latent dimension, or over the plane of two.
public struct Traverse: MapStage, RecipeStage {
  /// Whether the values are those of the dimension or are added to it.
  public enum Values: String, CaseIterable, Sendable { case absolute, relative }
  /// What all other dimensions are.
  public enum Centre: String, CaseIterable, Sendable { case item, prior }

  /// The dimensions to walk along, one after the other, as they are named.
  public var dimensions: [String]
  /// The two dimensions of a plane, as they are named.
  public var plane: (x: String, y: String?)?
  /// The first and the last value.
  public var range: ClosedRange<Double>
  /// How many values, both ends included.
  public var steps: Int
  /// Whether a value replaces the dimension's own or is added to it.
  public var values: Values
  /// What all other dimensions are.
  public var centre: Centre
  private var assignments: [(index: Int, value: Double)] = []
  private var resolved: [(name: String, index: Int)] = []
  private var centreTensor: Tensor?

  /// A walk along each of the dimensions, or over a plane.
  public init(
    dimensions: [String] = [], plane: (x: String, y: String?)? = nil, range: ClosedRange<Double> = -3...3,
    steps: Int = 7, values: Values = .absolute, centre: Centre = .item
  ) {
    self.dimensions = dimensions
    self.plane = plane
    self.range = range
    self.steps = steps
    self.values = values
    self.centre = centre
  }

  /// Around the prior's mean nothing is left of an item.
  public var forgets: Set<Need> { centre == .prior ? [.photograph, .uneditedLatents] : [] }

  /// Finds the dimensions in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "traverse")
    if centre == .prior { centreTensor = model.prior.mean }
    let named = plane.map { [("x", $0.x)] + ($0.y.map { [("y", $0)] } ?? []) } ?? dimensions.map { ("dimensions", $0) }
    resolved = try named.flatMap { field, name in
      try DimensionSelector.resolve([name], model, field: field).map { index in
        (Int(name) == nil && model.dimension(named: name) == index ? name : String(index), index)
      }
    }
    if let plane, resolved.count != (plane.y == nil ? 1 : 2) {
      throw FieldError(
        "x", "\"x\" and \"y\" take one dimension each; \"dimensions\" takes several, one after the other")
    }
  }

  /// An instance for each value, or for each point of the plane.
  public func variants() -> [Variant<Traverse>] {
    let values = self.points
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
    var latent = Latent(centreTensor ?? item.value.tensor)
    for (index, value) in assignments {
      latent.tensor[index] = values == .absolute ? Float(value) : latent.tensor[index] + Float(value)
    }
    return latent
  }

  /// The values, evenly spaced, both ends exact.
  private var points: [Double] {
    (0..<steps).map { step in
      guard step < steps - 1 else { return range.upperBound }
      let value = range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / Double(steps - 1)
      return (value * 1e12).rounded() / 1e12
    }
  }

  private func variant(_ coordinates: [Coordinate], _ assignments: [(index: Int, value: Double)]) -> Variant<Traverse> {
    var stage = self
    stage.assignments = assignments
    return Variant(coordinates, stage)
  }
}

extension Traverse {
  static let dimensions = Field.dimensions(
    "dimensions", help: "the dimensions to walk along, each for itself: names, indices, ranges as 0-9, or a list")
  static let x = Field.text("x", help: "the dimension that changes from left to right, by name or index")
  static let y = Field.text("y", help: "the dimension that changes from top to bottom")
  static let range = Field.interval("range", default: -3...3, help: "the first and the last value")
  static let steps = Field.integer("steps", in: 2...1_000, default: 7, help: "how many values, both ends included")
  static let values = Field<Values>.choice(
    "values", default: .absolute, help: "absolute: the dimension gets the value; relative: the value is added to it")
  static let centre = Field<Centre>.choice(
    "around", default: .item, help: "item: all other dimensions stay the item's; prior: they are the prior's mean")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "traverse",
    summary: "Walks along latent dimensions, or over the plane of two, around each item or the prior's mean.",
    details: "With `dimensions` it adds the coordinates dimension and value, with `x` and `y` the coordinates x and y.",
    forms: [.init(.latents, .latents)],
    fields: [
      dimensions.declaration, x.declaration, y.declaration, range.declaration, steps.declaration, values.declaration,
      centre.declaration,
    ],
    example: "- traverse: {dimensions: 0-9, range: [-3, 3], steps: 7}"
  ) { arguments in
    let (dimensions, x, y) = (try arguments.optional(dimensions), try arguments.optional(x), try arguments.optional(y))
    if dimensions != nil, x != nil { throw FieldError("x", "say \"dimensions\", or \"x\" and \"y\", not both") }
    if dimensions == nil, x == nil {
      throw FieldError(y == nil ? nil : "y", "\"traverse\" needs \"dimensions\", or \"x\" and perhaps \"y\"")
    }
    return .map(
      Traverse(
        dimensions: dimensions ?? [], plane: x.map { ($0, y) }, range: try arguments(range),
        steps: try arguments(steps),
        values: try arguments(values), centre: try arguments(centre)))
  }
}
