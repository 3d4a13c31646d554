public import Dataflow
public import Documents

/// Turns a recipe into a graph of prepared stages, or into all the reasons why it cannot be one.
public struct Checker {
  let recipe: Recipe
  let catalogue: Catalogue
  let environment: Environment
  var diagnostics = Diagnostics()
  var steps: [ResolvedStep] = []
  /// What later stages need of each step's items.
  var demands: [Set<Need>] = []

  /// The names of the coordinates that reach a stage, which its templates may use.
  public enum UpstreamCoordinates: EnvironmentKey { public typealias Value = [String] }

  /// A recipe that can be planned and run.
  public struct Checked: Sendable {
    /// Its stages, bound to the environment.
    public let graph: Graph
    /// What is doubtful, though not wrong.
    public let warnings: Diagnostics
  }

  /// A stage that was found and the nodes it takes its input from; nil inputs could not be found out.
  struct ResolvedStep {
    let id: String
    let step: Recipe.Step
    let declaration: StageDeclaration?
    let inputs: [Int]?
    /// One instance for each combination of its sweeps' values; none if it is wrong.
    var points: [Variant<AnyStage>] = []
  }

  private init(_ recipe: Recipe, _ catalogue: Catalogue, _ environment: Environment) {
    self.recipe = recipe
    self.catalogue = catalogue
    self.environment = environment
  }

  /// Checks a recipe against the stages there are and binds them to the environment.
  /// - Parameter problems: what is known to be wrong already, such as a model that cannot be read; the rest is still
  ///   checked, as far as it can be without.
  /// - Throws: everything that is wrong, at once, warnings among it.
  public static func check(
    _ recipe: Recipe, _ catalogue: Catalogue, _ environment: Environment, problems: [Diagnostic] = []
  ) throws(Diagnostics) -> Checked {
    var checker = Checker(recipe, catalogue, environment)
    checker.diagnostics.append(contentsOf: recipe.problems.all + problems)
    checker.resolve()
    checker.makeStages()
    checker.checkEdges()
    checker.checkUse()
    checker.checkNeeds()
    let graph = checker.prepare()
    try checker.diagnostics.throwIfErrors()
    return Checked(graph: graph, warnings: checker.diagnostics)
  }

  /// As ``check(_:_:_:problems:)``, for those who do not mind warnings.
  /// - Throws: everything that is wrong, at once.
  public static func graph(
    of recipe: Recipe, _ catalogue: Catalogue, _ environment: Environment, problems: [Diagnostic] = []
  ) throws(Diagnostics) -> Graph {
    try check(recipe, catalogue, environment, problems: problems).graph
  }

  private mutating func resolve() {
    var resolver = StepResolver(recipe, catalogue)
    steps = resolver.resolve()
    diagnostics.append(contentsOf: resolver.diagnostics.all)
  }
}

extension Checker {
  /// Says that something is wrong at a place of the recipe, once.
  mutating func report(_ message: String, at place: some Marked) {
    let diagnostic = recipe.file.error(message, at: place)
    guard !recipe.unknown.contains(place.mark), !diagnostics.all.contains(diagnostic) else { return }
    diagnostics.append(diagnostic)
  }

  /// Says what a stage has found wrong with itself, at the field it names.
  mutating func report(_ error: any Error, _ step: Recipe.Step) {
    if let error = error as? Diagnostics {
      diagnostics.append(contentsOf: error.all)
    } else if let error = error as? FieldError {
      report(error.message, at: place(of: error, step))
    } else if !(error is KnownProblem) {
      report("\(error)", at: step.name)
    }
  }

  private func place(of error: FieldError, _ step: Recipe.Step) -> Node {
    let field = error.field.flatMap { name in step.arguments.fields.first { $0.key.text == name } }
    if let mark = error.mark { return Node(.null, mark: mark, length: error.length) }
    if let value = field?.value, !value.isNull { return value }
    let scalar = field?.key ?? step.name
    return Node(.scalar(scalar), mark: scalar.mark, length: scalar.length)
  }
}
