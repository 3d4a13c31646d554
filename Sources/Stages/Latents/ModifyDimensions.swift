public import Dataflow
import Documents
import Tensors

/// Changes single dimensions of each latent.
public struct ModifyDimensions: MapStage, RecipeStage {
  /// What is done to a dimension.
  public enum Change: Sendable, Hashable {
    case set(Double)
    case add(Double)
    case scale(Double)
    /// One of the categories of a categorical latent, by its name or its number.
    case choose(String)
  }

  /// One change and the dimensions it concerns, as they are named.
  public var changes: [(dimensions: [String], change: Change)]
  private var resolved: [Step] = []

  private enum Step: Sendable {
    case change([Int], Change)
    case choice(CategoryChoice)
  }

  /// Changes that are made one after the other.
  public init(_ changes: [(dimensions: [String], change: Change)]) { self.changes = changes }

  /// Finds the dimensions in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    let model = try environment.model(for: "modify dimensions")
    resolved = try changes.map { change in
      let field = change.dimensions.count == 1 ? change.dimensions[0] : "dimensions"
      if let category = change.change.category,
        let choice = try CategoryChoice(category, of: field, model)
      {
        return .choice(choice)
      }
      let indices = try DimensionSelector.resolve(change.dimensions, model, field: field)
      if case .choose(let text) = change.change {
        throw FieldError(field, "\"\(field)\" takes a number to add, not the text \"\(text)\"")
      }
      return .change(indices, change.change)
    }
  }

  /// The latent with its dimensions changed.
  public func apply(_ item: Item<Latent>, _ run: RunContext) throws -> Latent {
    var latent = item.value
    for step in resolved {
      switch step {
      case .change(let indices, let change):
        for index in indices { latent.tensor[index] = change.apply(latent.tensor[index]) }
      case .choice(let choice): choice.apply(to: &latent)
      }
    }
    return latent
  }
}

extension ModifyDimensions.Change {
  fileprivate func apply(_ value: Float) -> Float {
    switch self {
    case .set(let number): Float(number)
    case .add(let number): value + Float(number)
    case .scale(let number): value * Float(number)
    case .choose: value
    }
  }

  /// What it says where it stands for a categorical latent: a number is that of a category.
  fileprivate var category: String? {
    switch self {
    case .choose(let text): text
    case .add(let number): Coordinate.Value.number(number).description
    case .set, .scale: nil
    }
  }
}

extension ModifyDimensions {
  static let dimensions = Field.dimensions(
    "dimensions", help: "which dimensions: a name of the model, an index, a range as 0-9, or a list of these")
  static let set = Field.number("set", sweeps: true, help: "the value the dimensions get")
  static let add = Field.number("add", sweeps: true, help: "what is added to the dimensions")
  static let scale = Field.number(
    "scale", sweeps: true, help: "what the dimensions are multiplied by")
  static let named = FieldDeclaration(
    "NAME", .numberOrName, sweeps: true,
    help:
      "what is added to the dimension of that name, index or range; of a categorical latent, the category that it gets"
  )

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "modify dimensions", summary: "Sets, adds to or scales single dimensions of each latent.",
    details:
      "A key that is no field is a dimension, and its value is added: {smile: +1.5}, {\"3\": [-2, 0, 2]}. That of a "
      + "categorical latent is set to a category, by its name or its number: {shape: 3}, {shape: [0, 1, 2]}.",
    forms: [.init(.latents, .latents)],
    fields: [dimensions.declaration, set.declaration, add.declaration, scale.declaration],
    openField: named, example: "- modify dimensions: {dimensions: 0-9, scale: 0.5}"
  ) { arguments in
    let own: [Change] = [
      try arguments.optional(set).map { .set($0) }, try arguments.optional(add).map { .add($0) },
      try arguments.optional(scale).map { .scale($0) },
    ].compactMap(\.self)
    let selected = try arguments.optional(dimensions)
    var changes: [(dimensions: [String], change: Change)] = []
    switch (selected, own.count) {
    case (let selected?, 1): changes.append((selected, own[0]))
    case (nil, 0): break
    case (.some, _):
      throw FieldError("dimensions", "\"dimensions\" needs exactly one of \"set\", \"add\" and \"scale\"")
    case (nil, _): throw FieldError(nil, "\"modify dimensions\" needs \"dimensions\": which ones to change")
    }
    for field in arguments.others(than: declared) {
      guard let scalar = field.value.scalar else {
        throw FieldError(
          field.key.text, "\"\(field.key.text)\" takes a number to add, not \(field.value.kind)", at: field.value)
      }
      changes.append(([field.key.text], scalar.double.map { .add($0) } ?? .choose(scalar.text)))
    }
    guard !changes.isEmpty else {
      throw FieldError(nil, "\"modify dimensions\" changes nothing; say which dimension and how")
    }
    return .map(ModifyDimensions(changes))
  }

  private static let declared = [dimensions.declaration, set.declaration, add.declaration, scale.declaration]
}
