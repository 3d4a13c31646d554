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
  public let steps: [Step]

  /// Reads a recipe.
  /// - Parameters:
  ///   - folder: the folder the recipe stands in, as the user named it.
  ///   - settings: values for parameters from the command line.
  /// - Throws: all errors of the recipe's form at once.
  public init(_ file: SourceFile, folder: String, settings: [Setting] = []) throws(Diagnostics) {
    let node = try YAML.read(file)
    var reader = RecipeReader(file: file, folder: folder)
    let parts = reader.read(node, settings)
    try reader.diagnostics.throwIfErrors()
    self.file = file
    title = parts.title
    model = parts.model
    modelPlace = parts.modelPlace
    seed = parts.seed
    parameters = parts.parameters
    steps = parts.steps
  }
}

/// A value given on the command line: `--set strength=2`.
public struct Setting: Hashable, Sendable {
  public let name: String
  public let value: String

  /// - Returns: nil if there is no `=` behind a name.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    name = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
