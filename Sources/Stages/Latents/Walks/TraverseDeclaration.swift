public import Dataflow

extension Traverse {
  /// In which order dimensions are gone through.
  public enum Order: String, CaseIterable, Sendable {
    /// As they are named.
    case named
    /// By the divergence of the item's posterior from the prior, the largest first.
    case kl
  }

  static let dimensions = Field.dimensions(
    "dimensions",
    help: "the dimensions to walk along, each for itself: names, indices, ranges as 0-9, or a list; with order: kl all "
      + "if left out")
  static let order = Field<Order>.choice(
    "order", default: .named,
    help:
      "named: as they stand there; kl: those first in which the picture's posterior differs most from the prior, and "
      + "which so say most about it")
  static let count = Field.integer("count", in: 1...10_000, help: "with order: kl, only so many dimensions")
  static let x = Field.text("x", help: "the dimension that changes from left to right, by name or index")
  static let y = Field.text("y", help: "the dimension that changes from top to bottom")
  static let centre = Field<Centre>.choice(
    "around", default: .item, help: "item: all other dimensions stay the item's; prior: they are the prior's mean")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "traverse",
    summary: "Walks along latent dimensions, or over the plane of two, around each item or the prior's mean.",
    details:
      "With `dimensions` it adds the coordinates dimension and value, with `x` and `y` the coordinates x and y.\n\n"
      + "With `order: kl` it takes posteriors, straight from `encode`, and walks around their means. Which dimensions come "
      + "first differs from picture to picture, so it adds the coordinates rank (from 1) and value; captions and row "
      + "labels of `montage` can show the {dimension} and its {kl:.2f}, in nats.\n\n"
      + "`manifold` does without pictures.",
    forms: [.init(.latents, .latents), .init(.posterior, .latents)],
    fields: [
      dimensions.declaration, order.declaration, count.declaration, x.declaration, y.declaration,
      WalkValues.range.declaration, WalkValues.steps.declaration, WalkValues.meaning.declaration, centre.declaration,
    ],
    example: "- traverse: {dimensions: 0-9, range: [-3, 3], steps: 7}"
  ) { arguments in
    let (dimensions, x, y) = (try arguments.optional(dimensions), try arguments.optional(x), try arguments.optional(y))
    let (values, centre) = (try WalkValues(arguments), try arguments(centre))
    if try arguments(order) == .kl {
      if x != nil || y != nil {
        throw FieldError("order", "\"order\" goes with \"dimensions\", not with \"x\" and \"y\"")
      }
      return .map(
        TraverseByKL(dimensions: dimensions ?? [], count: try arguments.optional(count), values: values, centre: centre)
      )
    }
    if try arguments.optional(count) != nil { throw FieldError("count", "\"count\" goes with order: kl") }
    if dimensions != nil, x != nil { throw FieldError("x", "say \"dimensions\", or \"x\" and \"y\", not both") }
    if dimensions == nil, x == nil {
      throw FieldError(y == nil ? nil : "y", "\"traverse\" needs \"dimensions\", or \"x\" and perhaps \"y\"")
    }
    return .map(Traverse(dimensions: dimensions ?? [], plane: x.map { ($0, y) }, values: values, centre: centre))
  }
}
