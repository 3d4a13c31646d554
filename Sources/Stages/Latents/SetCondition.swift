import Autoencoders
public import Dataflow
import Documents
import Images

/// The label that `encode` and `decode` tell a conditional model from here on: the class of a picture, or that under
/// which a latent is decoded.
public struct SetCondition<Value: StreamValue>: MapStage, RecipeStage {
  /// One of the model's labels, or its number, counted from 0.
  public var label: String
  private var resolved: Condition?

  /// Sets a label.
  public init(label: String) { self.label = label }

  /// Finds the label in the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    resolved = try Condition(label, of: environment.model(for: "condition"))
  }

  /// The label is told of.
  public var facts: [String] { [Condition.fact] }

  /// The value as it is.
  public func apply(_ item: Item<Value>, _ run: RunContext) throws -> Value { item.value }

  /// The label travels on.
  public func carried(from item: Item<Value>, to output: Value) -> Carried {
    guard let resolved else { return item.carried }
    var carried = item.carried
    carried[ConditionKey.self] = resolved.index
    var facts = carried[FactsKey.self] ?? Facts()
    facts.values[Condition.fact] = .text(resolved.name)
    carried[FactsKey.self] = facts
    return carried
  }

  /// The facts about the stage in recipes.
  public static var declaration: StageDeclaration { conditionDeclaration }
}

private let label = Field<String>.text(
  "label", required: true, sweeps: true, help: "one of the model's labels, or its number, counted from 0")

private let conditionDeclaration = StageDeclaration(
  "condition", summary: "Sets the label that later stages tell the model: of a picture, or for what is decoded.",
  details:
    "For models that were trained with labels. Before `encode` it is the label of the pictures; after `sample z` the "
    + "same z is decoded under another. Several labels make several items of one. Texts know it as {label}.",
  forms: [.init(.latents, .latents), .init(.images, .images), .init(.posterior, .posterior)],
  fields: [label.declaration], example: "- condition: {label: [0, 1, 2]}"
) { arguments in
  let label = try arguments(label)
  return switch arguments.inputType {
  case .images: .map(SetCondition<Image>(label: label))
  case .posterior: .map(SetCondition<DiagonalGaussian>(label: label))
  default: .map(SetCondition<Latent>(label: label))
  }
}
