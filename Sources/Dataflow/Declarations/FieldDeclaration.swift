/// The facts about one field of a stage; the checker, the help, the JSON Schema and the docs are derived from them.
public struct FieldDeclaration: Hashable, Sendable {
  /// The key in the recipe.
  public let name: String
  /// What may stand there.
  public let type: FieldType
  /// What one of it is: `class gaps`, `pixels`.
  public let unit: String?
  /// The numbers it takes, both ends included.
  public let range: ClosedRange<Double>?
  /// What it is when it is left out, as it would stand in a recipe.
  public let fallback: String?
  /// Whether a recipe must say it.
  public let isRequired: Bool
  /// Whether a list or `{from, to, steps}` may stand there, to make several items of one.
  public let sweeps: Bool
  /// One sentence for a user.
  public let help: String

  /// A field without unit, range or default unless said.
  public init(
    _ name: String, _ type: FieldType, unit: String? = nil, range: ClosedRange<Double>? = nil, fallback: String? = nil,
    isRequired: Bool = false, sweeps: Bool = false, help: String
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.range = range
    self.fallback = fallback
    self.isRequired = isRequired
    self.sweeps = sweeps
    self.help = help
  }
}
