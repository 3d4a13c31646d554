import ArgumentParser
import Zoetrope

/// A recipe and the values for its parameters: what `run`, `check` and `plan` have in common.
struct RecipeOptions: ParsableArguments {
  @Argument(help: "The recipe file.", completion: .file(extensions: ["yaml", "yml"]))
  var recipe: String

  @Option(
    name: .long, help: ArgumentHelp("A value for a parameter of the recipe; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Option(name: .long, help: "Another seed than the recipe's: other noise.")
  var seed: UInt64?

  @Flag(
    name: .long,
    help: "Lets the recipe's \"run tool\" stages run any program; otherwise those that your configuration names.")
  var allowTools = false

  /// The recipe; what is wrong with its form is told with the rest when it becomes a pipeline.
  func read() throws -> Recipe {
    let path = Path(recipe)
    let bytes = try readFile(path, limit: 64 << 20)
    let file = try SourceFile(name: recipe, bytes: bytes)
    return try Recipe.read(file, folder: path.parent.string, settings: Self.settings(set))
  }

  /// The file as the recipe of a training; nil if it is none.
  func training() throws -> TrainingRecipe? {
    let path = Path(recipe)
    guard path.kind == .file else { return nil }
    let file = try SourceFile(name: recipe, bytes: readFile(path, limit: 64 << 20))
    guard TrainingRecipe.describes(file) else { return nil }
    return try TrainingRecipe(file, folder: path.parent.string, settings: Self.settings(set))
  }

  /// What `--set` says.
  static func settings(_ texts: [String]) throws -> [Setting] {
    try texts.map { text in
      guard let setting = Setting(text) else {
        throw UsageError("--set \(text): write the parameter's name, =, and its value, as --set strength=2")
      }
      return setting
    }
  }

  /// The recipe as a pipeline, everything checked but its input. Tells what is doubtful.
  func pipeline(
    _ recipe: Recipe? = nil, existing: ExistingFiles = .error, provenance: Bool = true, witness: Witness? = nil
  ) throws -> Pipeline {
    let pipeline = try Pipeline(
      try recipe ?? read(), existing: existing, tools: try tools(), provenance: provenance, witness: witness)
    if !pipeline.warnings.isEmpty { Console.message("\(pipeline.warnings)") }
    return pipeline.with(seed: seed)
  }

  /// The programs the recipe may run.
  func tools() throws -> ToolPermission {
    try UserConfiguration.tools(allowingAll: allowTools)
  }
}

extension UserConfiguration {
  /// The programs that recipes may run in this process.
  static func tools(allowingAll: Bool) throws -> ToolPermission { allowingAll ? .all : try read().tools }
}
