public import Dataflow
public import Documents

/// A recipe as it stands in its file, parameters put in: names are not looked up yet.
public struct Recipe: Sendable {
  /// One stage as the recipe writes it.
  public struct Step: Sendable {
    /// The stage's key.
    public let name: Scalar
    /// What it is called in this recipe, if the recipe says so.
    public let id: Scalar?
    /// The ids of its inputs, if the recipe says so.
    public let inputs: [Scalar]?
    /// Its fields, parameters put in.
    public let arguments: StageArguments
    /// Whether it is so wrong, as has been said already, that nothing more can be said about it.
    var isBroken = false

    /// The same step with its fields' keys as they are declared.
    func spelled(as fields: [FieldDeclaration]) -> Step {
      Step(name: name, id: id, inputs: inputs, arguments: arguments.spelled(as: fields), isBroken: isBroken)
    }
  }

  /// The file, for messages.
  public let file: SourceFile
  /// What the recipe calls itself.
  public let title: String?
  /// The model's name or folder, resolved as paths are; nil if the recipe names none.
  public let model: String?
  /// Where the model is named.
  public let modelPlace: Scalar?
  /// Keys all noise; 0 if the recipe names none.
  public let seed: UInt64
  /// The declared parameters with their values.
  public let parameters: [Parameter]
  /// The stages, from top to bottom.
  public let steps: [Step]
  /// What is wrong or doubtful about its form; nothing wrong unless it was read with ``read(_:folder:settings:)``.
  public let problems: Diagnostics
  /// The places whose value could not be found out, so that nothing is said about it.
  let unknown: Set<Mark>

  /// Reads a recipe.
  /// - Parameters:
  ///   - folder: the folder the recipe stands in, as the user named it.
  ///   - settings: values for parameters from the command line.
  /// - Throws: all errors of the recipe's form at once.
  public init(_ file: SourceFile, folder: String, settings: [Setting] = []) throws(Diagnostics) {
    self = try Recipe.read(file, folder: folder, settings: settings)
    try problems.throwIfErrors()
  }

  /// Reads a recipe as far as it can be read, so that the checker can say all that is wrong at once: errors of its form
  /// are in ``problems``.
  /// - Parameters:
  ///   - folder: the folder the recipe stands in, as the user named it.
  ///   - settings: values for parameters from the command line.
  /// - Throws: errors of the file's syntax, which end the reading.
  public static func read(
    _ file: SourceFile, folder: String, settings: [Setting] = []
  ) throws(Diagnostics) -> Recipe {
    let node = try YAML.read(file)
    var reader = RecipeReader(file: file, folder: folder)
    let parts = reader.read(node, settings)
    return Recipe(file, parts, problems: reader.diagnostics)
  }

  private init(_ file: SourceFile, _ parts: RecipeReader.Parts, problems: Diagnostics) {
    self.file = file
    self.problems = problems
    title = parts.title
    model = parts.model
    modelPlace = parts.modelPlace
    seed = parts.seed
    parameters = parts.parameters
    steps = parts.steps
    unknown = parts.unknown
  }
}

/// A value given on the command line: `--set strength=2`.
public struct Setting: Hashable, Sendable {
  /// The parameter.
  public let name: String
  /// Its value, as it was typed.
  public let value: String

  /// Reads `name=value`.
  /// - Returns: nil if there is no `=` behind a name.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    name = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }

  /// A value for a parameter.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
